#!/usr/bin/env bash
# Copies all data while everything goes on: backup.sh <folder> [--keys <another folder>].
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/storage.sh
. "$here/lib/storage.sh"

usage='Uso: scripts/backup.sh <carpeta> [--keys <otra carpeta>]
  Copia a <carpeta>/consulta-<fecha> las bases de datos, los archivos de las personas (imágenes, documentos, cartas), los
  finales firmados de la auditoría y los ajustes (endpoints.yaml, models.yaml, purposes.yaml). Lo que se busca en los
  documentos no se copia: se rehace solo después de restaurar.
  --keys  copia también las claves, a otra carpeta: quien tenga las dos lee todo. Guárdelas en lugares distintos.'
target='' keys_target=''
while (($#)); do
    case $1 in
    --keys) keys_target=${2:?falta la carpeta de las claves} && shift ;;
    -h | --help) say "$usage" && exit 0 ;;
    -*) die "no se entiende «$1».
$usage" ;;
    *) target=$1 ;;
    esac
    shift
done
[[ $target ]] || die "falta la carpeta.
$usage"

# Nothing is left of a backup that didn't come to its end, and its reason is said.
# shellcheck disable=SC2317,SC2329  # the trap calls it
end() {
    local status=$? free
    trap '' INT TERM HUP
    [[ -d $draft ]] || exit "$status"
    free=$(df --output=avail --block-size=1M "$target" | tail -n 1) || free='?'
    rm -rf "$draft" "$keys_draft"
    printf '%s\n' "${red}Error:${plain} el respaldo no se terminó, y no queda nada de él. En $target quedaban${free} MB libres." >&2
    exit $((status ? status : 1))
}

load_settings
[[ -d $CONSULTA_HOME ]] || die "$CONSULTA_HOME no existe: no hay nada que copiar."
umask 077
mkdir -p "$target"
target=$(cd "$target" && pwd)
copy=$target/consulta-$(date -u +%Y%m%dT%H%M%SZ)
draft=$copy.part keys_draft=''
[[ ! -e $copy && ! -e $draft ]] || die "$copy ya existe."
if [[ $keys_target ]]; then
    mkdir -p "$keys_target"
    keys_target=$(cd "$keys_target" && pwd)
    case $keys_target/ in "$target"/*) die 'las claves no se guardan junto a los datos: elija otra carpeta para --keys.' ;; esac
    case $target/ in "$keys_target"/*) die 'las claves no se guardan junto a los datos: elija otra carpeta para --keys.' ;; esac
    keys_copy=$keys_target/${copy##*/}-keys
    keys_draft=$keys_copy.part
fi
trap end EXIT
mkdir -p "$draft/data" "$draft/media" "$draft/audit-heads" "$draft/settings"
# Of those that a power cut ended.
find "$target" -maxdepth 1 -name 'consulta-*.part' -mmin +1440 -exec rm -rf {} +

# A signed end names a line that the database has to hold, so it is copied before.
[[ ! -d $CONSULTA_HOME/audit-heads ]] || cp -a "$CONSULTA_HOME/audit-heads/." "$draft/audit-heads/"
for name in endpoints.yaml models.yaml purposes.yaml; do
    [[ ! -f $CONSULTA_HOME/$name ]] || cp -a "$CONSULTA_HOME/$name" "$draft/settings/"
done
# Then databases: a file that they name may be gone by the time it is copied, but none is missing that they don't.
for product in "${daemons[@]}"; do
    step "Base de datos: $product"
    dump_database "$product" "$draft/data"
done
[[ -n $(ls "$draft/data") ]] || die "no hay ninguna base de datos en $CONSULTA_HOME. Diga con CONSULTA_HOME dónde están."
step 'Archivos de las personas'
for folder in media "${daemons[@]/#/data/}"; do
    [[ -d $CONSULTA_HOME/$folder ]] || continue
    mkdir -p "$draft/$folder"
    copy_folder "$CONSULTA_HOME/$folder" "$draft/$folder"
done
(cd "$draft" && find audit-heads data media settings -type f -print0 | sort -z | xargs -0r sha256sum >SHA256SUMS)
# Keys last: they open whatever was sealed until now.
if [[ $keys_target ]]; then
    mkdir "$keys_draft"
    cp -a "$CONSULTA_HOME/keys/." "$keys_draft/"
    chmod -R go= "$keys_draft"
    sync -f "$keys_draft"
fi
chmod -R go= "$draft"
sync -f "$draft"
[[ ! $keys_target ]] || mv "$keys_draft" "$keys_copy"
mv "$draft" "$copy"
say "Respaldo: $copy ($(du -sh "$copy" | cut -f1))"
if [[ $keys_target ]]; then
    say "Claves: $keys_copy"
else
    say 'Las claves no se copiaron (--keys). Sin ellas este respaldo no se puede leer.'
fi
