# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh sets and reads them
# What needs no model: importing and finding people, every list at 1,000 requests a second, proving the audit.

bench_api() {
    settings=(MODEL_SIMULATOR_FIRST_TOKEN_MS=0 MODEL_SIMULATOR_TOKENS_PER_SECOND=100000 MODEL_SIMULATOR_ANSWER_TOKENS=60)
    # One person asks for everything, as fast as a thousand would.
    sed -i -E '/rate:/! s/\{ path:/{ rate: none, path:/' "$work/gateway.conf"
    start_suite --simulated-models
    token=$(sign_in)
    bench_import
    bench_calls
    bench_audit
}

# Seconds that sending the roster takes, to the preview or in earnest.
send_roster() {
    curl --silent --fail --noproxy '*' --output "$work/roster.json" --write-out '%{time_total}' \
        -H "Authorization: Bearer $token" -H 'Content-Type: text/csv' --data-binary "@$work/roster.csv" \
        "$gateway/api/users/import$1"
}

bench_import() {
    local preview import
    awk 'BEGIN {
        n = split("Ana Luis María José Carmen Juan Rosa Pedro Elena Diego Lucía Hugo Inés Raúl Sofía Iván Marta Óscar", given)
        m = split("García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Díaz Romero Suárez Torres Núñez " \
            "Ramírez Flores Benítez Acosta Medina Herrera Aguirre Giménez Molina Castro Ortiz Silva Rojas Luna", family)
        print "nombre,correo,rol,grupo"
        for (i = 0; i < 5000; i++)
            printf "%s %s %s,prueba%d@escuela.example,alumno,Curso %d\n", given[i % n + 1], family[int(i / n) % m + 1], \
                family[int(i / 7) % m + 1], i, i % 40 + 1
    }' >"$work/roster.csv"
    preview=$(send_roster '?preview=true') import=$(send_roster '')
    [[ $(jq .create "$work/roster.json") == 5000 ]] || die "la importación creó $(jq .create "$work/roster.json") personas"
    say ''
    say '| 5,000 people from a CSV | s |'
    say '|---|---|'
    say "| preview | $preview |"
    say "| import, with 5,000 one-time links | $import |"
}

# GET of one path after the other, each connection resting for so many milliseconds between them.
write_gets() {
    local rest=$1 path
    shift
    {
        printf 'local paths = {'
        for path; do printf '"%s",' "$path"; done
        printf '}\nlocal turn = 0\nlocal headers = {["Authorization"] = "Bearer %s"}\n' "$token"
        printf 'function request() turn = turn %% #paths + 1; return wrk.format("GET", paths[turn], headers) end\n'
        ((rest == 0)) || printf 'function delay() return %d end\n' "$rest"
    } >"$work/post.lua"
}

bench_calls() {
    local conversation search figures
    conversation=$(curl --silent --fail --noproxy '*' -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -d '{"message":"¿Qué es la tos convulsa?"}' "$gateway/api/chat" | grep -o '"conversation_id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
    [[ -n $conversation ]] || die 'la conversación no empezó'
    search=("/api/users?q=garcia" "/api/users?q=maria+fernandez" "/api/users?q=rodri&role=student" "/api/users?limit=50")
    say ''
    say '| calls that need no model, 5,000 people | 1/s | p50 ms | p99 ms |'
    say '|---|---|---|---|'
    write_gets 0 "${search[@]}"
    figures=$(load "$gateway" 1)
    say "| people: searched and listed, 1 connection | ${figures// / | } |"
    write_gets 63 "${search[@]}" /api/history "/api/history/$conversation" "/api/history?q=convulsa" /auth/me \
        /auth/me/sessions /api/groups /api/consents /api/inference/endpoints /api/config /health
    figures=$(load "$gateway" 64)
    say "| every list of every daemon, 64 connections that rest (p99 < 200) | ${figures// / | } |"
}

bench_audit() {
    local begun lines
    begun=$(date +%s.%N)
    # It ends with 2 where no head is signed yet.
    lines=$({ env -i PATH="$PATH" HOME="$HOME" CONSULTA_ENV_FILE=/dev/null CONSULTA_HOME="$work/home" \
        .build/release/consulta-audit verify --json || true; } | jq .entries)
    say ''
    say "\`consulta-audit verify\` proved $lines lines in $(awk "BEGIN { printf \"%.2f\", $(date +%s.%N) - $begun }") s."
}
