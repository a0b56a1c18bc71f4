# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh sets and reads them
# What a person at a browser waits for: in long conversations, for suggestions, and for help.

bench_pages() {
    local begun playwright
    playwright=$(grep '^playwright==' Tests/Browser/requirements.txt)
    install_packages chromium-headless-shell >&2
    install_package playwright "$playwright" || { skip_peer playwright && return 0; }
    settings=()
    begun=$EPOCHREALTIME
    start_suite --simulated-models
    say ''
    say '| in Chromium, without a window | measured | target |'
    say '|---|---|---|'
    awk -v begun="$begun" -v now="$EPOCHREALTIME" \
        'BEGIN { printf "| from `start-all.sh` until all daemons are ready, s | %.1f | ≤ 5 |\n", now - begun }'
    CONSULTA_ADMIN_USER=$user CONSULTA_ADMIN_PASSWORD=$password \
        "$peers_folder/playwright/bin/python" "$here/lib/pages_bench.py" "$gateway" "$rounds"
}
