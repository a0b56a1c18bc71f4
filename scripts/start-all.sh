#!/usr/bin/env bash
# Brings up the suite: start-all.sh [restart] [--simulated-models]. Run again, it starts only what isn't running.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/environment.sh
. "$here/lib/environment.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/lib/machine.sh"

usage='Uso: scripts/start-all.sh [restart] [--simulated-models]
  restart             detiene Consulta antes de iniciarla
  --simulated-models  usa modelos simulados: para probar sin tarjeta gráfica ni claves'
restart='' simulated=''
for argument in "$@"; do
    case $argument in
    restart) restart=1 ;;
    --simulated-models) simulated=1 ;;
    -h | --help) say "$usage" && exit 0 ;;
    *) die "no se entiende «$argument».
$usage" ;;
    esac
done

# Starts a program under its supervisor, with its own environment only, in a session that outlives the terminal.
launch() {
    local product=$1
    shift
    environment_of "$product"
    log_start[$product]=$(stat -c %s "$logs/$product.log" 2>/dev/null || echo 0)
    rm -f "$run/$product.json"
    (cd "$checkout" && exec setsid env -i "${program_environment[@]}" \
        "$checkout/scripts/supervise.sh" "$product" "$@" </dev/null >>"$logs/$product.log" 2>&1 9>&-) &
}

# Nothing to do where it runs; what keeps crashing is begun anew, since somebody may have mended its cause.
start() {
    local product=$1 port user
    if supervisor_of "$product" >/dev/null; then
        [[ $(state_field "$product" state) == backing_off ]] || return 0
        "$here/stop-all.sh" --only "$product" >/dev/null
    fi
    if [[ -e $run/$product.supervisor.pid ]]; then
        say "«$product» no terminó bien la última vez: se descarta el pid $(<"$run/$product.supervisor.pid")."
        rm -f "$run/$product.supervisor.pid" "$run/$product.pid"
    fi
    port=$(port_of "$product")
    user=$(listener_on "$port")
    if [[ -n $user ]]; then
        blocked[$product]="el puerto $port lo usa $user. Ciérrelo, o ponga otro $(prefix_of "$product")_PORT en .env"
        return 0
    fi
    launch "$product" "$(binary_of "$product")"
}

start_redis() {
    local answer
    uses_private_redis || return 0
    if ! supervisor_of redis >/dev/null; then
        mkdir -p "$CONSULTA_HOME/data/redis"
        launch redis redis-server --port 0 --unixsocket "$run/redis.sock" --unixsocketperm 600 \
            --dir "$CONSULTA_HOME/data/redis" --appendonly yes --appendfsync always --save '' \
            --maxmemory-policy noeviction --daemonize no --set-proc-title no
    fi
    for _ in {1..60}; do
        answer=$(redis-cli -s "$run/redis.sock" ping 2>/dev/null) || true
        [[ $answer == PONG ]] && return 0
        sleep 0.05
    done
    failed+=(redis)
}

live_path() { if [[ $1 == "$simulator" ]]; then say /health; else say /health/live; fi; }

# Waits until every daemon answers, and gives up on one that keeps crashing.
wait_for_health() {
    local product deadline=$((SECONDS + ${CONSULTA_START_TIMEOUT:-30})) waiting=() left
    for product in "${expected[@]}"; do
        [[ -v blocked[$product] ]] || waiting+=("$product")
    done
    while ((${#waiting[@]} && SECONDS < deadline)); do
        left=()
        for product in "${waiting[@]}"; do
            [[ $(http_status "$(address_of "$product")$(live_path "$product")" 1) == 200 ]] && continue
            if [[ $(state_field "$product" state) == backing_off ]]; then
                failed+=("$product")
            else
                left+=("$product")
            fi
        done
        waiting=("${left[@]}")
        ((${#waiting[@]} == 0)) || sleep 0.1
    done
    failed+=("${waiting[@]}")
}

# «listo», or which dependency is away.
state_of() {
    local answer
    [[ $1 != "$simulator" ]] || { say listo && return; }
    answer=$(curl --silent --insecure --noproxy '*' --max-time 5 "$(address_of "$1")/health" | jq -r '
        ([(.dependencies // {}) | to_entries[] | select(.value.status != "ok") | .key] | join(", ")) as $away
        | if .status == "ok" then "listo"
          elif .status == "degraded" then (if $away == "" then "listo, con avisos" else "listo, sin " + $away end)
          else (if $away == "" then "caído" else "caído: falta " + $away end) end' 2>/dev/null) || true
    say "${answer:-no responde}"
}

row() { say "$(column 18 "$1")$(column 17 "$2")$(column 23 "$3")$4"; }

show_failure() {
    local product=$1 exit_status
    exit_status=$(state_field "$product" last_exit)
    say "${red}«$product» no arrancó${plain}${exit_status:+ (terminó con el código $exit_status)}. Lo último de $logs/$product.log:"
    tail -c "+$((${log_start[$product]:-0} + 1))" "$logs/$product.log" 2>/dev/null | tail -n 12 | sed 's/^/    /' || true
}

load_settings
check_machine
install_packages "${suite_packages[@]}"
umask 077
mkdir -p "$CONSULTA_HOME" "$run" "$logs" "$CONSULTA_HOME/data" "$CONSULTA_HOME/keys"
chmod 700 "$CONSULTA_HOME" "$CONSULTA_HOME/keys"
if ! is_built; then
    step 'Compilando Consulta (la primera vez tarda varios minutos)'
    # shellcheck disable=SC2119
    (umask 022 && build_suite)
fi

exec 9>"$run/start.lock"
flock --wait 120 9 || die 'otra orden start-all.sh está en marcha para la misma carpeta. Espere a que termine.'
begun=$SECONDS
failed=()
declare -A log_start=() blocked=()
[[ -z $restart ]] || "$here/stop-all.sh" 9>&-
expected=("${daemons[@]}")
step 'Iniciando Consulta'
start_redis
if [[ $simulated ]]; then
    use_simulated_models
    expected=("$simulator" "${expected[@]}")
    # A router that knows other models must learn of these.
    supervisor_of "$simulator" >/dev/null || "$here/stop-all.sh" --only inference-router >/dev/null 9>&-
fi
for product in "${expected[@]}"; do
    start "$product"
    [[ -v log_start[$product] || ! -f $run/$product.pid || $(binary_of "$product") -ot $run/$product.pid ]] ||
        say "Hay una versión más nueva de «$product»: aplíquela con scripts/start-all.sh restart"
done
wait_for_health

printf '\n'
row Servicio Programa Dirección Estado
for product in "${expected[@]}"; do
    state=$(state_of "$product")
    colour=$green
    [[ $state == listo ]] || colour=$yellow
    [[ " ${failed[*]} " != *" $product "* ]] || state='no arrancó' colour=$red
    [[ ! -v blocked[$product] ]] || state='no arrancó: puerto ocupado' colour=$red
    row "${names[$product]}" "$product" "$(address_of "$product")" "$colour$state$plain"
done
printf '\n'
for product in "${!blocked[@]}"; do say "${red}«$product» no arrancó:${plain} ${blocked[$product]}"; done
for product in "${failed[@]}"; do show_failure "$product"; done
if [[ -s $run/setup-link ]]; then
    step 'Cree la cuenta de administración con este enlace, que sirve una sola vez:'
    say "  $(<"$run/setup-link")"
fi
if ((${#failed[@]} + ${#blocked[@]})); then
    say "Consulta no está completa. Después de corregirlo ejecute de nuevo: scripts/start-all.sh"
    exit 1
fi
say "Consulta está lista en ${bold}$(address_of gateway)${plain} ($((SECONDS - begun)) s)"
