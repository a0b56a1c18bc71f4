# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh sets and reads them
# What reading a message of 120 characters costs: in the process, beside scikit-learn, and over HTTP at 500 requests a second.

# Resident and proportional megabytes of the analysis daemon.
analysis_memory() {
    awk '{ kilobytes[$1] = $2 } END { printf "%.1f (%.1f)", kilobytes["Rss:"] / 1024, kilobytes["Pss:"] / 1024 }' \
        "/proc/$(<"$work/home/run/analysis.pid")/smaps_rollup"
}

bench_analysis() {
    local idle loaded token text rate figures url python=$peers_folder/sklearn/bin/python3
    local connections=50 seconds=${BENCH_ANALYSIS_SECONDS:-20}
    install_package sklearn scikit-learn==1.9.1 || skip_peer scikit-learn
    [[ -x $python ]] || python=python3
    say ''
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "$python" "$here/lib/analysis_bench.py" "$(binary_of analysis-bench)"

    settings=(MEDGEMMA_ENDPOINTS= NV_REASON_ENDPOINTS= OLLAMA_ENDPOINTS=)
    start_suite
    sleep 10
    idle=$(analysis_memory)
    token=$(sign_in)
    url=http://127.0.0.1:$(analysis_port)/api/analyze
    text='Hoy no entendí nada de la clase de matemática y me da miedo el examen del viernes, no sé con quién estudiar para llegar bien'
    say ''
    say "| POST /api/analyze, 120 characters, $connections people at a time who wait by chance, ${seconds} s | 1/s | p50 ms | p99 ms |"
    say '|---|---|---|---|'
    for rate in 100 500 2000; do
        write_post "{\"text\":\"${text:0:120}\"}" "$token"
        printf 'function delay() return -math.log(1 - math.random()) * %d end\n' $((1000 * connections / rate)) >>"$work/post.lua"
        figures=$(load "$url" "$connections")
        ((rate != 500)) || loaded=$(analysis_memory)
        say "| $rate a second$( ((rate == 500)) && printf ' (target p99 < 5)') | ${figures// / | } |"
    done
    say ''
    say "analysis, resident (proportional): $idle MB idle (target ≤ 30), $loaded MB after 500 requests/s (target ≤ 60)," \
        "$(analysis_memory) MB after 2,000; load average $(cut -d ' ' -f 1 /proc/loadavg)."
}

analysis_port() {
    local setting
    for setting in "${ports[@]}"; do
        [[ $setting != ANALYSIS_PORT=* ]] || printf '%s' "${setting#*=}"
    done
}
