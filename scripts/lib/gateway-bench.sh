# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh sets and reads them
# The gateway beside nginx and Caddy: requests a second, files, large bodies, sign-in, added time and live notices.

bench_gateway() {
    settings=(MEDGEMMA_ENDPOINTS= NV_REASON_ENDPOINTS= OLLAMA_ENDPOINTS=)
    start_suite
    token=$(sign_in)
    gateway_pid=$(<"$work/home/run/gateway.pid")
    start_caddy
    bench_relays
    bench_half_load
    bench_files
    bench_bulk
    bench_sign_in
    bench_notices
}

# Debian's Caddy with a log like ours and connections that are kept.
start_caddy() {
    local deadline=$((SECONDS + 10))
    caddy_port=''
    (install_packages caddy >&2) || { skip_peer Caddy && return 0; }
    caddy_port=$(free_port)
    cat >"$work/Caddyfile" <<-END
		{
		    admin off
		    auto_https off
		}
		http://127.0.0.1:$caddy_port {
		    log {
		        output file $work/caddy.access.log
		    }
		    reverse_proxy 127.0.0.1:$upstream_port {
		        transport http {
		            keepalive_idle_conns_per_host 512
		        }
		    }
		}
	END
    (cd "$work" && HOME=$work exec caddy run --config "$work/Caddyfile" --adapter caddyfile) >"$work/caddy.log" 2>&1 &
    peer_pids[caddy]=$!
    until [[ $(http_status "http://127.0.0.1:$caddy_port/health") == 200 ]]; do
        ((SECONDS < deadline)) || { caddy_port='' && skip_peer Caddy 'no arrancó' && return 0; }
        sleep 0.2
    done
}

# Alternating rounds on the same upstream, with everything on that a route can have.
bench_relays() {
    local connections name round
    local -A urls=([nginx]="http://127.0.0.1:$relay_port/bench" [ours]="$gateway/bench")
    [[ -z $caddy_port ]] || urls[caddy]=http://127.0.0.1:$caddy_port/bench
    write_post '{"question":"…"}' "$token"
    for ((round = 0; round <= rounds; round++)); do
        for connections in 1 16 64 256; do
            for name in "${!urls[@]}"; do
                # The round before the first warms up.
                load "${urls[$name]}" "$connections" >>"$work/relay.$name.$connections.$((round > 0))"
            done
        done
    done
    say ''
    say "Medians of $rounds rounds of $seconds s:"
    say ''
    say '| gateway, 1 KiB JSON, token verified, limits on, POST | nginx 1/s | p50 ms | p99 ms | Caddy 1/s | p50 ms | p99 ms | ours 1/s | p50 ms | p99 ms | ours / nginx | ours / Caddy |'
    say '|---|---|---|---|---|---|---|---|---|---|---|---|'
    for connections in 1 16 64 256; do
        say "| $connections connections | $(row nginx "$connections") | $(row caddy "$connections") | $(row ours "$connections")" \
            "| **$(ratio ours nginx "$connections")** | **$(ratio ours caddy "$connections")** |"
    done
    say ''
    say "Resident after that: gateway $(resident "$gateway_pid") MB, Caddy $(resident "${peer_pids[caddy]:-}") MB."
}

# Requests a second, p50 and p99 of a relay.
row() {
    local file=$work/relay.$1.$2.1
    [[ -f $file ]] || { printf '– | – | –' && return 0; }
    printf '%s | %s | %s' "$(median "$file" 1)" "$(median "$file" 2)" "$(median "$file" 3)"
}

ratio() {
    [[ -f $work/relay.$2.$3.1 ]] || { printf '–' && return 0; }
    awk "BEGIN { printf \"%.2f\", $(median "$work/relay.$1.$3.1" 1) / $(median "$work/relay.$2.$3.1" 1) }"
}

# 64 connections that rest between their requests, so that about half of what ours can do is asked for.
bench_half_load() {
    local name round rest
    local -A urls=([upstream]="$upstream/bench" [nginx]="http://127.0.0.1:$relay_port/bench" [ours]="$gateway/bench")
    rest=$(awk "BEGIN { printf \"%d\", 2 * 64 * 1000 / $(median "$work/relay.ours.64.1" 1) + 0.5 }")
    write_post '{"question":"…"}' "$token"
    printf 'function delay() return %d end\n' "$rest" >>"$work/post.lua"
    for ((round = 0; round < rounds; round++)); do
        for name in "${!urls[@]}"; do load "${urls[$name]}" 64 >>"$work/relay.half-$name.64.1"; done
    done
    say ''
    say "| 64 connections that rest for $rest ms | 1/s | p50 ms | p99 ms |"
    say '|---|---|---|---|'
    say "| the upstream alone | $(row half-upstream 64) |"
    say "| through nginx | $(row half-nginx 64) |"
    say "| through gateway | $(row half-ours 64) |"
    say "| **added by the gateway** | | **$(added 2)** | **$(added 3)** |"
}

added() {
    awk "BEGIN { printf \"%.3f\", $(median "$work/relay.half-ours.64.1" "$1") - $(median "$work/relay.half-upstream.64.1" "$1") }"
}

# A script of the pages, uncompressed, from memory here and from the page cache there.
bench_files() {
    local round name
    local -A urls=([nginx]="http://127.0.0.1:$relay_port/app.js" [ours]="$gateway/app.js")
    : >"$work/post.lua"
    for ((round = 0; round <= rounds; round++)); do
        for name in "${!urls[@]}"; do load "${urls[$name]}" 64 >>"$work/relay.file-$name.64.$((round > 0))"; done
    done
    say ''
    say "| a file of $(stat -c %s "$checkout/Services/Gateway/Web/app.js") bytes, 64 connections | 1/s | p50 ms | p99 ms |"
    say '|---|---|---|---|'
    say "| nginx | $(row file-nginx 64) |"
    say "| gateway | $(row file-ours 64) |"
}

# What the process has most at any moment from now on.
reset_peak() { printf 5 >"/proc/$gateway_pid/clear_refs"; }
memory() { awk -v name="$1:" '$1 == name { printf "%.1f", $2 / 1024 }' "/proc/$gateway_pid/status"; }

# 100 MB both ways, to an upstream that takes and gives them as they come.
bench_bulk() {
    local name path speed before body
    local -A urls=([nginx]="http://127.0.0.1:$relay_port/bulk" [gateway]="$gateway/bulk")
    python3 "$here/lib/bulk_upstream.py" "$bulk_port" &
    peer_pids[bulk]=$!
    until [[ $(http_status "http://127.0.0.1:$bulk_port/" 5) == 200 ]]; do sleep 0.2; done
    say ''
    say '| 100 MB | MB/s up | MB/s down | resident MB before | at most |'
    say '|---|---|---|---|---|'
    for name in nginx gateway; do
        before=$(memory VmRSS)
        reset_peak
        speed=()
        for path in upload download; do
            body=(--upload-file "$work/large" --request POST)
            [[ $path == upload ]] || body=()
            speed+=("$(curl --silent --fail --noproxy '*' --header "Authorization: Bearer $token" --header 'Expect:' "${body[@]}" \
                --output /dev/null --write-out "%{speed_$path}" "${urls[$name]}" | awk '{ printf "%.0f", $1 / 1e6 }')")
        done
        if [[ $name == gateway ]]; then
            say "| gateway | ${speed[0]} | ${speed[1]} | $before | **$(memory VmHWM)** |"
        else
            say "| $name | ${speed[0]} | ${speed[1]} | | |"
        fi
    done
}

bench_sign_in() {
    local figures
    write_post "{\"username\":\"$user\",\"password\":\"$password\"}" ''
    figures=$(load "$gateway/auth/login" 4)
    say ''
    say '| sign-in (scrypt, N = 2¹⁵, r = 8, p = 3), 4 connections | 1/s | p50 ms | p99 ms |'
    say '|---|---|---|---|'
    say "| gateway | ${figures// / | } |"
}

bench_notices() {
    say ''
    CONSULTA_TOKEN=$(sign_in) python3 "$here/lib/notices.py" "$gateway" "$work/home/run/redis.sock" 20 "$gateway_pid"
}
