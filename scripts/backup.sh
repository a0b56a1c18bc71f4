#!/usr/bin/env bash
# Copies all data while everything goes on: backup.sh <folder> [--keys <another folder>].
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/storage.sh
. "$here/lib/storage.sh"

usage='Uso: scripts/backup.sh <carpeta> [--keys <otra carpeta>]
  Copia las bases de datos y los archivos de las personas a <carpeta>/consulta-<fecha>.
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

load_settings
umask 077
mkdir -p "$target"
target=$(cd "$target" && pwd)
copy=$target/consulta-$(date -u +%Y%m%dT%H%M%SZ)
draft=$copy.part
[[ ! -e $copy && ! -e $draft ]] || die "$copy ya existe."
if [[ $keys_target ]]; then
    mkdir -p "$keys_target"
    keys_target=$(cd "$keys_target" && pwd)
    case $keys_target/ in "$target"/*) die 'las claves no se guardan junto a los datos: elija otra carpeta para --keys.' ;; esac
    case $target/ in "$keys_target"/*) die 'las claves no se guardan junto a los datos: elija otra carpeta para --keys.' ;; esac
fi
trap 'rm -rf "$draft"' EXIT
mkdir -p "$draft/data" "$draft/media"

# Databases first: a file that they name may be gone by the time it is copied, but none is missing that they don't.
for product in "${daemons[@]}"; do
    step "Base de datos: $product"
    dump_database "$product" "$draft/data"
done
if [[ -d $CONSULTA_HOME/media ]]; then
    step 'Archivos de las personas'
    cp -a "$CONSULTA_HOME/media/." "$draft/media/"
fi
(cd "$draft" && find data media -type f -print0 | sort -z | xargs -0r sha256sum >SHA256SUMS)
sync -f "$draft"
mv "$draft" "$copy"
trap - EXIT
say "Respaldo: $copy ($(du -sh "$copy" | cut -f1))"
if [[ $keys_target ]]; then
    mkdir -p "$keys_target/${copy##*/}-keys"
    cp -a "$CONSULTA_HOME/keys/." "$keys_target/${copy##*/}-keys/"
    chmod 700 "$keys_target/${copy##*/}-keys"
    say "Claves: $keys_target/${copy##*/}-keys"
else
    say 'Las claves no se copiaron (--keys). Sin ellas este respaldo no se puede leer.'
fi
