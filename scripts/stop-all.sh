#!/usr/bin/env bash
# Stops this CONSULTA_HOME's suite, and nothing else: stop-all.sh [--only <product>].
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"

# Daemons let what is running finish for 30 s.
patience=35

stop() {
    local product supervisor program running=() deadline=$((SECONDS + patience))
    for product in "$@"; do
        if supervisor=$(supervisor_of "$product"); then
            kill -TERM "$supervisor" 2>/dev/null || true
            running+=("$product")
        else
            rm -f "$run/$product.pid" "$run/$product.supervisor.pid"
        fi
    done
    for product in "${running[@]}"; do
        while supervisor=$(supervisor_of "$product") && ((SECONDS < deadline)); do sleep 0.05; done
        if supervisor=$(supervisor_of "$product"); then
            program=$(program_of "$product") || program=''
            warn "«$product» no terminó en $patience s y se cierra a la fuerza."
            # shellcheck disable=SC2086  # no program is no argument
            kill -KILL $program 2>/dev/null || true
            sleep 0.2
            ! alive "$supervisor" || kill -KILL "$supervisor" 2>/dev/null || true
            rm -f "$run/$product.pid" "$run/$product.supervisor.pid"
        fi
        say "Detenido: $product"
    done
}

load_settings
case ${1:-} in
'') ;;
--only)
    stop "${2:?falta el nombre del servicio}"
    exit 0
    ;;
*) die 'uso: scripts/stop-all.sh [--only <servicio>]' ;;
esac

# Whoever serves people first, and Redis last: what the others still have to say goes through it.
mapfile -t others < <(find "$run" -maxdepth 1 -name '*.supervisor.pid' -printf '%f\n' 2>/dev/null |
    sed 's/\.supervisor\.pid$//' | grep -vxE "gateway|redis|$simulator" || true)
found=''
for product in gateway "${others[@]}" "$simulator" redis; do
    supervisor_of "$product" >/dev/null && found=1
done
[[ $found ]] || say 'Consulta no está en marcha.'
stop gateway "${others[@]}"
stop "$simulator"
stop redis
