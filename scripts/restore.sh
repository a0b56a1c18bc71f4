#!/usr/bin/env bash
# Puts a backup in the place of what is there: restore.sh <backup> [--keys <folder>] [--replace].
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/storage.sh
. "$here/lib/storage.sh"

usage='Uso: scripts/restore.sh <respaldo> [--keys <carpeta de claves>] [--replace]
  --keys     pone también las claves que se guardaron aparte
  --replace  acepta que lo que hay ahora se pierda'
backup='' keys_source='' replace=''
while (($#)); do
    case $1 in
    --keys) keys_source=${2:?falta la carpeta de las claves} && shift ;;
    --replace) replace=1 ;;
    -h | --help) say "$usage" && exit 0 ;;
    -*) die "no se entiende «$1».
$usage" ;;
    *) backup=$1 ;;
    esac
    shift
done
[[ $backup ]] || die "falta el respaldo.
$usage"
[[ -f $backup/SHA256SUMS ]] || die "$backup no es un respaldo de Consulta."
backup=$(cd "$backup" && pwd)

# Whoever owns the home must be able to enter what root makes in it.
make_folder() {
    [[ ! -d $1 ]] || return 0
    mkdir "$1"
    chown --reference="$CONSULTA_HOME" "$1"
}

# Copies a folder of the backup beside the one that it will replace.
prepare_folder() {
    rm -rf "${CONSULTA_HOME:?}/$1.restored"
    make_folder "$CONSULTA_HOME/$1.restored"
    [[ ! -d $backup/$1 ]] || cp -a "$backup/$1/." "$CONSULTA_HOME/$1.restored/"
    sync -f "$CONSULTA_HOME/$1.restored"
}

# Where nothing was replaced yet, the copies go.
# shellcheck disable=SC2317,SC2329  # the trap calls it
end() {
    local status=$? product file
    ((status)) || return 0
    if [[ ! $isChanged ]]; then
        for product in "${daemons[@]}"; do
            file=$(sqlite_file "$product")
            [[ ! $file ]] || rm -f "$file.restored"
        done
        for file in "${folders[@]}"; do rm -rf "${CONSULTA_HOME:?}/$file.restored"; done
    fi
    printf '%s\n' "${red}Error:${plain} no se pudo restaurar. ${isChanged:-No se cambió nada.}" >&2
}

isChanged=''
load_settings
umask 077
mkdir -p "$CONSULTA_HOME"
for folder in run data media; do make_folder "$CONSULTA_HOME/$folder"; done
exec 9>"$run/start.lock"
flock --nonblock 9 || die 'Consulta se está iniciando, o hay otra restauración en marcha.'
restored=() folders=()
for product in "${daemons[@]}"; do
    if is_in_backup "$product" "$backup/data"; then
        restored+=("$product")
        folders+=("media/$product")
        [[ ! -d $CONSULTA_HOME/data/$product && ! -d $backup/data/$product ]] || folders+=("data/$product")
        [[ $product != gateway ]] || folders+=(audit-heads)
    else
        warn "el respaldo no tiene datos de «$product»: queda lo que hay."
    fi
done
for product in "${restored[@]}"; do
    check_dump "$product" "$backup/data"
    if supervisor_of "$product" >/dev/null || [[ $(http_status "$(address_of "$product")/health/live" 1) == 200 ]] ||
        is_in_use "$product"; then
        die "«$product» está en marcha: deténgalo antes con scripts/stop-all.sh, en todas las máquinas."
    fi
    [[ $replace ]] || ! holds_data "$product" || die "ya hay datos de «$product». Con --replace se pierden."
done
(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || die 'el respaldo está dañado: no se cambió nada.'
if [[ $keys_source ]]; then
    [[ -f $keys_source/data-index.key ]] || die "en $keys_source no hay claves de Consulta."
elif [[ ! -f $CONSULTA_HOME/keys/data-index.key && -z ${DATA_KEYS:-} ]]; then
    die "no hay claves en $CONSULTA_HOME/keys: sin ellas los datos no se pueden leer. Use --keys."
fi

trap end EXIT
step 'Copia a su lugar'
for product in "${restored[@]}"; do prepare_database "$product" "$backup/data"; done
for folder in "${folders[@]}"; do prepare_folder "$folder"; done

isChanged='Puede que una parte sea del respaldo y otra no: corrija la causa y repita la orden con --replace.'
if [[ $keys_source ]]; then
    step 'Claves'
    make_folder "$CONSULTA_HOME/keys"
    cp -a "$keys_source/." "$CONSULTA_HOME/keys/"
fi
# What was sealed before they were set aside is back.
[[ ! -d $CONSULTA_HOME/keys/retired ]] ||
    find "$CONSULTA_HOME/keys/retired" -name 'data-*.key' -exec mv -n -t "$CONSULTA_HOME/keys" {} +
for product in "${restored[@]}"; do
    step "Base de datos: $product"
    [[ $product != documents ]] || remove_index
    restore_database "$product" "$backup/data"
done
step 'Archivos de las personas'
# The ends that were signed later stay as a proof that there were such lines.
[[ " ${folders[*]} " != *' audit-heads '* || ! -d $CONSULTA_HOME/audit-heads ]] ||
    mv "$CONSULTA_HOME/audit-heads" "$CONSULTA_HOME/audit-heads-until-$(date -u +%Y%m%dT%H%M%SZ)"
for folder in "${folders[@]}"; do
    rm -rf "${CONSULTA_HOME:?}/$folder"
    mv "$CONSULTA_HOME/$folder.restored" "$CONSULTA_HOME/$folder"
done
for file in "$backup"/settings/*; do
    [[ ! -f $file || -e $CONSULTA_HOME/${file##*/} ]] || cp -a "$file" "$CONSULTA_HOME/"
done
say 'Restaurado. Inicie con scripts/start-all.sh.'
say 'Quien se borró, se suspendió o cambió su contraseña después de este respaldo vuelve a estar como estaba: repítalo.'
