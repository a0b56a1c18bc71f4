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

load_settings
for product in "${daemons[@]}"; do
    if supervisor_of "$product" >/dev/null || [[ $(http_status "$(address_of "$product")/health/live" 1) == 200 ]]; then
        die "«$product» está en marcha: deténgalo antes con scripts/stop-all.sh."
    fi
done
(cd "$backup" && sha256sum --check --quiet SHA256SUMS) || die 'el respaldo está dañado: no se cambió nada.'
for product in "${daemons[@]}"; do
    file=$(sqlite_file "$product")
    [[ $replace || ! $file || ! -e $file ]] || die "ya hay datos en $file. Con --replace se pierden."
done
if [[ ! $keys_source && ! -f $CONSULTA_HOME/keys/data-index.key && -z ${DATA_KEYS:-} ]]; then
    die "no hay claves en $CONSULTA_HOME/keys: sin ellas los datos no se pueden leer. Use --keys."
fi

umask 077
mkdir -p "$CONSULTA_HOME/data"
if [[ $keys_source ]]; then
    step 'Claves'
    mkdir -p "$CONSULTA_HOME/keys"
    cp -a "$keys_source/." "$CONSULTA_HOME/keys/"
fi
for product in "${daemons[@]}"; do
    step "Base de datos: $product"
    restore_database "$product" "$backup/data"
done
step 'Archivos de las personas'
rm -rf "${CONSULTA_HOME:?}/media"
mkdir -p "$CONSULTA_HOME/media"
cp -a "$backup/media/." "$CONSULTA_HOME/media/"
say 'Restaurado. Inicie con scripts/start-all.sh.'
say 'Si después de este respaldo se borró a alguien, vuelva a borrarlo: la auditoría dice a quién.'
