#!/usr/bin/env bash
# Changes the key that seals names and texts, while everything goes on: rotate-data-key.sh [state|retire|secret] [service…].
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"

usage='Uso: scripts/rotate-data-key.sh [state|retire|secret] [servicio…]
  (nada)  crea una clave nueva; los servicios la toman en menos de un minuto y vuelven a cifrar lo anterior
  state   dice cuánto falta
  retire  aparta las claves anteriores, cuando nada depende ya de ellas
  secret  escribe una línea para DATA_KEYS que se empieza a usar en 30 minutos: tiempo para repartirla a cada máquina
Los servicios que cifran son gateway, chat, analysis, municipio y documents; nombre uno donde cada uno tiene su propia
carpeta (systemd).'

# Whose tables hold sealed columns, and whose keys are in this CONSULTA_HOME.
sealing=(gateway chat analysis municipio documents)
(($# < 2)) || sealing=("${@:2}")

# An id begins with the milliseconds of its birth, so the newest is the greatest.
new_id() {
    local milliseconds=$(($(date +%s%3N) + ${1:-0}))
    printf '%016x' $((milliseconds << 16 | SRANDOM & 0xFFFF))
}

newest_key() { find "$keys" -maxdepth 1 -name 'data-*.key' ! -name data-index.key -printf '%f\n' | sort | tail -n 1; }

# What is said of a key, a line for each database of a product.
figures() {
    curl --silent --fail --noproxy '*' --max-time 5 "$(address_of "$1")/metrics" |
        sed -nE "s/^$2\{(.*,)?key=\"$3\"(,.*)?\} //p"
}

# «listo» where nothing of a product is under an older key than this one.
state_of() {
    local product=$1 id=$2 resealed left
    resealed=$(figures "$product" consulta_resealed "$id" | sort -n | head -n 1) || { say 'no responde' && return; }
    left=$(figures "$product" consulta_values_under_old_keys "$id" | awk '{ sum += $1 } END { if (NR) print sum }') || left=''
    case $resealed:$left in
    1:*) say listo ;;
    0:0) say 'comprobando que ninguna réplica use la clave anterior (un minuto)' ;;
    0:?*) say "vuelve a cifrar: $left valores en la última pasada" ;;
    0:) say 'buscando valores con claves anteriores' ;;
    *) say 'aún no toma la clave nueva' ;;
    esac
}

# Every daemon that seals; fails where one isn't done.
show_state() {
    local product state isDone=0
    for product in "${sealing[@]}"; do
        state=$(state_of "$product" "$1")
        say "$(column 18 "$product")$state"
        [[ $state == listo ]] || isDone=1
    done
    return $isDone
}

load_settings
keys=$CONSULTA_HOME/keys
case ${1:-} in
'')
    [[ -z ${DATA_KEYS:-} ]] || die 'las claves llegan por DATA_KEYS: use «secret» y añada la línea donde guarda el secreto.'
    [[ -f $keys/data-index.key ]] || die "no hay claves en $keys: inicie Consulta una vez."
    umask 077
    id=$(new_id)
    draft=$keys/.data-$id.$$
    printf '%s:%s\n' "$id" "$(openssl rand -base64 32)" >"$draft"
    sync "$draft"
    mv "$draft" "$keys/data-$id.key"
    chown --reference="$keys/data-index.key" "$keys/data-$id.key"
    sync "$keys"
    say "Clave nueva: $id. Copie $keys a donde guarda las claves; un respaldo sin ellas no se puede leer."
    say 'Vea el avance con: scripts/rotate-data-key.sh state'
    ;;
state)
    newest=$(newest_key)
    id=${newest#data-} id=${id%.key}
    say "Clave en uso: $id"
    show_state "$id" || exit 1
    say 'Nada depende de claves anteriores: scripts/rotate-data-key.sh retire las aparta.'
    ;;
retire)
    newest=$(newest_key)
    id=${newest#data-} id=${id%.key}
    show_state "$id" || die 'todavía hay valores con claves anteriores, o no se puede saber: no se aparta ninguna.'
    umask 077
    mkdir -p "$keys/retired"
    count=0
    while IFS= read -r name; do
        mv "$keys/$name" "$keys/retired/"
        count=$((count + 1))
    done < <(find "$keys" -maxdepth 1 -name 'data-*.key' ! -name data-index.key ! -name "$newest" -printf '%f\n')
    say "Claves apartadas en $keys/retired: $count. Los respaldos de antes aún las necesitan."
    ;;
secret) printf '%s:%s\n' "$(new_id 1800000)" "$(openssl rand -base64 32)" ;;
-h | --help) say "$usage" ;;
*) die "no se entiende «$1».
$usage" ;;
esac
