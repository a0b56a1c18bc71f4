# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh sets and reads them
# The inference-router beside its peers: requests a second, and streams.

# The upstream alone, each peer before it, and ours.
bench_requests() {
    local name connections round path=/v1/chat/completions
    model=bench
    settings=(MEDGEMMA_ENDPOINTS="$upstream" NV_REASON_ENDPOINTS= OLLAMA_ENDPOINTS=)
    start_suite
    start_peers "$upstream" on
    write_post '{"model":"bench","messages":[{"role":"user","content":"hola"}]}' "$(sign_in)"
    ours_among_peers
    peers=(upstream "${peers[@]}")
    peer_urls[upstream]=$upstream peer_titles[upstream]='the upstream alone'
    for ((round = 0; round <= rounds; round++)); do
        for connections in 1 16 64; do
            for name in "${peers[@]}"; do
                load "${peer_urls[$name]}$path" "$connections" >>"$work/load.$round.$name.$connections"
            done
        done
    done
    say ''
    say "Medians of $rounds rounds of $seconds s:"
    say ''
    say '| POST, 1 KiB answer | 1 connection 1/s | p50 ms | 16 connections 1/s | p50 ms | p99 ms | 64 connections 1/s | p50 ms | p99 ms | resident MB |'
    say '|---|---|---|---|---|---|---|---|---|---|'
    for name in "${peers[@]}"; do
        for connections in 1 16 64; do
            # The round before the first warms up.
            cat "$work"/load.[1-9]*."$name.$connections" >"$work/figures.$name.$connections"
        done
        say "| ${peer_titles[$name]} | $(figure "$name" 1 1) | $(figure "$name" 1 2)" \
            "| $(figure "$name" 16 1) | $(figure "$name" 16 2) | $(figure "$name" 16 3)" \
            "| $(figure "$name" 64 1) | $(figure "$name" 64 2) | $(figure "$name" 64 3) | $(resident "${peer_pids[$name]:-}") |"
    done
    say ''
    say '| inference-router beside | 16 connections | 64 connections | target |'
    say '|---|---|---|---|'
    beside nginx 0.5
    beside vllm-router 1.5
    beside litellm 100
    say "| added p50 at one connection | **$(awk "BEGIN { printf \"%.3f ms\", $(figure ours 1 2) - $(figure upstream 1 2) }")** | | ≤ 0.15 ms |"
    stop_peers
}

# The router as one more of the table's rows, the last.
ours_among_peers() {
    peers+=(ours)
    peer_urls[ours]=$router peer_titles[ours]='**inference-router**'
    peer_pids[ours]=$(<"$work/home/run/inference-router.pid")
}

figure() { median "$work/figures.$1.$2" "$3"; }

beside() {
    [[ -f $work/figures.$1.16 ]] || return 0
    say "| $1 | **$(awk "BEGIN { printf \"%.2f\", $(figure ours 16 1) / $(figure "$1" 16 1) }")**" \
        "| **$(awk "BEGIN { printf \"%.2f\", $(figure ours 64 1) / $(figure "$1" 64 1) }")** | ≥ $2 |"
}

# MB of a process and of what it started.
resident() {
    local pid child total=0
    [[ -n $1 ]] || return 0
    for pid in "$1" $(for child in /proc/"$1"/task/*/children; do cat "$child"; done); do
        total=$((total + $(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")))
    done
    awk "BEGIN { printf \"%.0f\", $total / 1024 }"
}

# Answers as models give them, token by token, many at once: the simulator alone, each peer before it, and ours.
bench_streams() {
    local name targets=()
    model=simulated-medgemma
    settings=(MODEL_SIMULATOR_FIRST_TOKEN_MS=100 MODEL_SIMULATOR_TOKENS_PER_SECOND=20)
    start_suite --simulated-models
    start_peers "http://127.0.0.1:$simulator_port" off
    ours_among_peers
    for name in "${peers[@]}"; do
        [[ $name == litellm ]] || targets+=("${peer_titles[$name]}=${peer_urls[$name]}=${peer_pids[$name]}")
    done
    [[ ! -v peer_pids[litellm] ]] ||
        targets+=("${peer_titles[litellm]}, once=${peer_urls[litellm]}=${peer_pids[litellm]}=once")
    say ''
    say "Medians of $rounds rounds of $seconds s:"
    say ''
    CONSULTA_TOKEN=$(sign_in) python3 "$here/lib/stream_load.py" "$model" "${BENCH_STREAMS:-1000}" "$seconds" "$rounds" \
        "the simulator alone=http://127.0.0.1:$simulator_port" "${targets[@]}"
    stop_peers
}

# Ten minutes of answers, some left by their readers and some spoilt by the model. Fails unless what the router holds is flat.
bench_soak() {
    settings=(ROUTER_IDLE_S=3 ROUTER_BREAKER_OPEN_S=1 ROUTER_BREAKER_OPEN_MAX_S=5)
    start_suite --simulated-models
    say ''
    CONSULTA_ADMIN_USER=$user CONSULTA_ADMIN_PASSWORD=$password python3 "$here/lib/soak.py" "$gateway" "$router" \
        "http://127.0.0.1:$simulator_port" "$(<"$work/home/run/inference-router.pid")" \
        "${SOAK_STREAMS:-200}" "${SOAK_SECONDS:-600}"
}
