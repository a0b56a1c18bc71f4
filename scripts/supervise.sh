#!/usr/bin/env bash
# Keeps one program of the suite running: supervise.sh <product> <command…>, with CONSULTA_HOME set.
# A crash is answered at once, then after 1, 2, 4 … 30 s; a minute of health starts that anew.
set -uo pipefail
umask 077

product=$1
shift
run=$CONSULTA_HOME/run
log=$CONSULTA_HOME/logs/$product.log
log_limit=$((${CONSULTA_LOG_LIMIT_MB:-20} * 1048576))
child='' tick='' stopping='' restarts=0 failures=0 last_exit=null

write_state() {
    printf '{"product":"%s","state":"%s","pid":%s,"restarts":%d,"last_exit":%s,"since":"%s"}\n' \
        "$product" "$1" "${child:-null}" "$restarts" "$last_exit" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
        >"$run/$product.json.new" && mv -f "$run/$product.json.new" "$run/$product.json"
}

note() {
    printf '{"time":"%s","level":"%s","daemon":"%s","message":"%s"}\n' \
        "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" "$product" "$2" >>"$log"
}

# The program keeps its descriptor, so the file is copied and emptied, not renamed.
rotate_log() {
    local size
    size=$(stat -c %s "$log" 2>/dev/null || echo 0)
    ((size > log_limit)) && cp -f "$log" "$log.1" && : >"$log"
}

# Sleeps that a signal or the program's end interrupts.
pause() {
    sleep "$1" &
    tick=$!
    # shellcheck disable=SC2086  # no child is no argument
    wait -n $tick ${child:-} 2>/dev/null
    kill "$tick" 2>/dev/null
    wait "$tick" 2>/dev/null
    tick=''
}

terminate() {
    stopping=1
    # shellcheck disable=SC2086
    kill -TERM ${child:-} ${tick:-} 2>/dev/null
}

trap terminate TERM INT
trap '' HUP
# A browser that stays connected costs a descriptor.
hard_limit=$(ulimit -Hn)
if [[ $hard_limit == unlimited ]] || ((hard_limit > 65536)); then hard_limit=65536; fi
ulimit -Sn "$hard_limit"

echo $$ >"$run/$product.supervisor.pid"
while [[ -z $stopping ]]; do
    started=$SECONDS
    rotate_log
    # Should the supervisor be killed, the kernel ends the program too.
    setpriv --pdeathsig TERM -- "$@" </dev/null >>"$log" 2>&1 &
    child=$!
    echo "$child" >"$run/$product.pid"
    write_state running
    [[ -n $stopping ]] && terminate
    while kill -0 "$child" 2>/dev/null; do
        pause 10
        rotate_log
    done
    wait "$child"
    last_exit=$?
    child=''
    rm -f "$run/$product.pid"
    [[ -n $stopping ]] && break

    note error "exited with status $last_exit"
    ((SECONDS - started >= 60)) && failures=0
    delay=$((failures == 0 ? 0 : failures > 5 ? 30 : 1 << (failures - 1)))
    failures=$((failures + 1)) restarts=$((restarts + 1))
    if ((delay > 0)); then
        write_state backing_off
        pause "$delay"
    fi
done
write_state stopped
rm -f "$run/$product.supervisor.pid"
