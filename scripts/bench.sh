#!/usr/bin/env bash
# Measures the suite on this machine, beside nginx and others that relay: bench.sh [<part>]. Prints Markdown tables.
# BENCH_SECONDS (5) of load in each of BENCH_ROUNDS (3) alternating rounds; medians count. BENCH_STREAMS (1000),
# SOAK_STREAMS (200) for SOAK_SECONDS (600). BENCH_QUESTIONS (10000) to the place look-up, BENCH_PEER_QUESTIONS (100) to its
# peers over the large list. BENCH_CHUNKS (5000 100000 500000) that retrieval searches, BENCH_PAGES (1000) and BENCH_LINES
# (20000) that documents reads.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/lib/machine.sh"
# shellcheck source=scripts/lib/peers.sh
. "$here/lib/peers.sh"
# shellcheck source=scripts/lib/router-bench.sh
. "$here/lib/router-bench.sh"
# shellcheck source=scripts/lib/gateway-bench.sh
. "$here/lib/gateway-bench.sh"
# shellcheck source=scripts/lib/api-bench.sh
. "$here/lib/api-bench.sh"
# shellcheck source=scripts/lib/analysis-bench.sh
. "$here/lib/analysis-bench.sh"
# shellcheck source=scripts/lib/pages-bench.sh
. "$here/lib/pages-bench.sh"

part=${1:-all}
# router is requests and streams; all is everything but the soak.
[[ $part =~ ^(gateway|api|router|requests|streams|soak|chat|memory|analysis|municipio|retrieval|documents|pages|all)$ ]] ||
    die 'uso: scripts/bench.sh [gateway|api|router|requests|streams|soak|chat|memory|analysis|municipio|retrieval|documents|pages|all]'
seconds=${BENCH_SECONDS:-5}
rounds=${BENCH_ROUNDS:-3}
work=$(mktemp -d /tmp/consulta-bench.XXXXXX)
user=bench password='a passphrase for this run'
nginx_access_log=$(
    cat <<-'END'
		log_format json escape=json '{"time":"$time_iso8601","request_id":"$request_id","method":"$request_method",'
		    '"path":"$uri","status":$status,"duration_s":$request_time,"bytes":$body_bytes_sent}';
	END
)

# shellcheck disable=SC2317,SC2329  # the trap calls it
clean_up() {
    trap '' INT TERM
    suite stop-all.sh >/dev/null 2>&1 || true
    stop_peers
    for pid_file in "$work"/*.nginx.pid; do
        [[ ! -f $pid_file ]] || kill "$(<"$pid_file")" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# One of the suite's scripts on the private home; NAME=value arguments come first.
suite() {
    local script=$1
    shift
    env -i PATH="$PATH" HOME="$HOME" LANG=C.UTF-8 CONSULTA_ENV_FILE=/dev/null CONSULTA_HOME="$work/home" \
        CONSULTA_ADMIN_USER="$user" CONSULTA_ADMIN_PASSWORD="$password" RATE_LIMIT_PER_MINUTE=1000000 \
        RATE_LIMIT_UPLOAD_MIB=1000000 RATE_LIMIT_STREAMS=10000 \
        GATEWAY_CONF="$work/gateway.conf" ROUTER_CONCURRENCY=1024 CHAT_MAX_GENERATIONS=1000 \
        "${ports[@]}" "${settings[@]}" "$here/$script" "$@"
}

start_suite() {
    suite stop-all.sh >/dev/null
    suite start-all.sh "$@" >"$work/start.log" 2>&1 || die "Consulta no arrancó: $(tail -n 30 "$work/start.log")"
}

# A server that answers at once, and beside it nginx as the relay that ours is compared with.
start_nginx() {
    local answer completion
    # 1 KiB of JSON with its envelope.
    answer=$(printf '{"items":["%0*d"]}' 1009 0)
    completion='{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"bench","choices":[{"index":0,"message":{"role":"assistant","content":"%0*d"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10}}'
    # shellcheck disable=SC2059
    completion=$(printf "$completion" 806 0)
    cat >"$work/upstream.conf" <<-END
		worker_processes 1;
		pid $work/upstream.nginx.pid;
		error_log $work/upstream.error.log;
		events { worker_connections 4096; }
		http {
		    access_log off;
		    default_type application/json;
		    keepalive_requests 100000000;
		    client_body_temp_path $work/upstream.body;
		    server {
		        listen 127.0.0.1:$upstream_port backlog=4096;
		        location / { return 200 '$answer'; }
		        location = /health { return 200 '{}'; }
		        location = /v1/models { return 200 '{"object":"list","data":[{"id":"bench","object":"model"}]}'; }
		        location = /v1/chat/completions { return 200 '$completion'; }
		        location /api/ { return 404; }
		    }
		}
	END
    cat >"$work/relay.conf" <<-END
		worker_processes 1;
		pid $work/relay.nginx.pid;
		error_log $work/relay.error.log;
		events { worker_connections 4096; }
		http {
		    $nginx_access_log
		    access_log $work/relay.access.log json;
		    keepalive_requests 100000000;
		    client_body_temp_path $work/relay.body;
		    proxy_temp_path $work/relay.proxy;
		    upstream backend { server 127.0.0.1:$upstream_port; keepalive 256; keepalive_requests 100000000; }
		    server {
		        listen 127.0.0.1:$relay_port backlog=4096;
		        client_max_body_size 0;
		        proxy_request_buffering off;
		        location /bulk { proxy_pass http://127.0.0.1:$bulk_port; proxy_http_version 1.1; proxy_buffering off; }
		        location = /app.js { alias $checkout/Services/Gateway/Web/app.js; }
		        location / {
		            proxy_pass http://backend;
		            proxy_http_version 1.1;
		            proxy_set_header Connection '';
		            proxy_set_header Host \$host;
		            proxy_set_header X-Forwarded-For \$remote_addr;
		            proxy_set_header X-Request-ID \$request_id;
		            add_header X-Request-ID \$request_id;
		        }
		    }
		}
	END
    truncate --size=100000000 "$work/large"
    nginx -p "$work" -c "$work/upstream.conf" -e "$work/upstream.error.log"
    nginx -p "$work" -c "$work/relay.conf" -e "$work/relay.error.log"
}

# Prints «requests/s p50 p99» (ms) of a POST of `body` to a URL at so many connections.
load() {
    local url=$1 connections=$2 output
    output=$(wrk --threads 1 --connections "$connections" --duration "${seconds}s" --latency --timeout 30s \
        --script "$work/post.lua" "$url") || die "wrk: $output"
    [[ $output != *'Non-2xx'* && $output != *'Socket errors'* ]] || die "$url no respondió siempre bien:
$output"
    awk '
        function milliseconds(text) {
            if (text ~ /us$/) return text / 1000
            if (text ~ /ms$/) return text + 0
            return text * 1000
        }
        $1 == "50%" { p50 = milliseconds($2) }
        $1 == "99%" { p99 = milliseconds($2) }
        $1 == "Requests/sec:" { rate = $2 }
        END { printf "%d %.3f %.3f\n", rate, p50, p99 }' <<<"$output"
}

# The middle one of a column of figures.
median() { cut -d ' ' -f "$2" "$1" | sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }

sign_in() {
    curl --silent --fail --noproxy '*' -H 'Content-Type: application/json' \
        -d "{\"username\":\"$user\",\"password\":\"$password\"}" "$gateway/auth/login" | jq -er .access_token ||
        die 'no se pudo iniciar sesión'
}

# What wrk posts.
write_post() {
    printf 'wrk.method = "POST"\nwrk.body = %s\nwrk.headers["Content-Type"] = "application/json"\n%s\n' \
        "'$1'" "wrk.headers[\"Authorization\"] = \"Bearer $2\"" >"$work/post.lua"
}

# The simulator alone, and the same through gateway, chat and router.
bench_chat() {
    settings=(MODEL_SIMULATOR_FIRST_TOKEN_MS=100 MODEL_SIMULATOR_TOKENS_PER_SECOND=20 MODEL_SIMULATOR_ANSWER_TOKENS=30)
    start_suite --simulated-models
    say ''
    CONSULTA_TOKEN=$(sign_in) python3 "$here/lib/first_token.py" "http://127.0.0.1:$simulator_port" "$gateway" "$rounds"

    settings=(MODEL_SIMULATOR_FIRST_TOKEN_MS=0 MODEL_SIMULATOR_TOKENS_PER_SECOND=100000 MODEL_SIMULATOR_ANSWER_TOKENS=60)
    start_suite --simulated-models
    say ''
    CONSULTA_TOKEN=$(sign_in) python3 "$here/lib/chat_load.py" "$gateway" "$(<"$work/home/run/chat.pid")" \
        "${BENCH_CONVERSATIONS:-10000}" "${BENCH_STREAM_SECONDS:-120}"
}

# The place look-up beside what Python offers, over the same names and questions.
bench_municipio() {
    install_package rapidfuzz rapidfuzz==3.14.6 || skip_peer rapidfuzz
    local python=$peers_folder/rapidfuzz/bin/python3
    [[ -x $python ]] || python=python3
    say ''
    "$python" "$here/lib/municipio_bench.py" "$(binary_of gazetteer-bench)" "$work"
}

# Search by words beside bm25s, and by vectors beside Chroma and hnswlib, over the same chunks, vectors and questions.
bench_retrieval() {
    local python=python3 port tests
    if install_package retrieval 'bm25s[stem]==0.2.14' chromadb==1.5.9 hnswlib==0.8.0; then
        python=$peers_folder/retrieval/bin/python3
        port=$(free_port)
        start_peer chroma Chroma "$port" /api/v2/heartbeat "$peers_folder/retrieval/bin/chroma" run \
            --path "$work/chroma" --host 127.0.0.1 --port "$port"
        tests=$(binary_of consultaPackageTests.xctest)
        if [[ -n ${peer_urls[chroma]:-} && -x $tests ]]; then
            CHROMA_TEST_URL=${peer_urls[chroma]} "$tests" --testing-library swift-testing --filter chromaKeeps >&2
        fi
    else
        skip_peer 'bm25s, Chroma y hnswlib'
    fi
    say ''
    CHROMA_TEST_URL=${peer_urls[chroma]:-} "$python" "$here/lib/retrieval_bench.py" "$(binary_of retrieval-bench)" "$work"
}

# A school's papers, taken in, searched and taken away.
bench_documents() {
    settings=(MEDGEMMA_ENDPOINTS= NV_REASON_ENDPOINTS= OLLAMA_ENDPOINTS=)
    start_suite
    CONSULTA_TOKEN=$(sign_in) python3 "$here/lib/documents_bench.py" "$gateway" "$(<"$work/home/run/documents.pid")"
}

# Resident counts every mapped page; proportional divides those that processes share, as libraries are.
bench_memory() {
    local product
    settings=(MEDGEMMA_ENDPOINTS= NV_REASON_ENDPOINTS= OLLAMA_ENDPOINTS=)
    start_suite
    sleep 10
    say ''
    say '| idle for 10 s | resident MB (target ≤ 30) | proportional MB | own MB |'
    say '|---|---|---|---|'
    for product in "${daemons[@]}"; do
        awk -v product="$product" '
            { kilobytes[$1] = $2 }
            END {
                printf "| %s | %.1f | %.1f | %.1f |\n", product, kilobytes["Rss:"] / 1024, kilobytes["Pss:"] / 1024,
                    kilobytes["Anonymous:"] / 1024
            }' "/proc/$(<"$work/home/run/$product.pid")/smaps_rollup"
    done
}

cd "$checkout"
install_packages "${suite_packages[@]}" nginx wrk
is_built || build_suite >&2
gateway_port=$(free_port) router_port=$(free_port) simulator_port=$(free_port)
upstream_port=$(free_port) relay_port=$(free_port) bulk_port=$(free_port)
gateway=http://127.0.0.1:$gateway_port
router=http://127.0.0.1:$router_port
upstream=http://127.0.0.1:$upstream_port
ports=(GATEWAY_PORT="$gateway_port" CHAT_PORT="$(free_port)" ANALYSIS_PORT="$(free_port)" MUNICIPIO_PORT="$(free_port)"
    DOCUMENTS_PORT="$(free_port)" INFERENCE_ROUTER_PORT="$router_port"
    MODEL_SIMULATOR_PORT="$simulator_port")
settings=()
# Ours, and a route to the upstream with everything on that a route can have.
sed -e "/^daemons:/a\\  bench: { port: $upstream_port }" \
    -e '/^routes:/a\  - { path: /bench, daemon: bench, allow: user, rate: model }' \
    -e "/^daemons:/a\\  bulk: { port: $bulk_port }" \
    -e '/^routes:/a\  - { path: /bulk, daemon: bulk, allow: user, rate: model, body_limit: 200 MiB }' \
    gateway.conf >"$work/gateway.conf"

say "$(date +%F), $(nproc) × $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(free -g | awk '/^Mem/ { print $2 }') GB," \
    "$(. /etc/os-release && printf '%s' "$PRETTY_NAME"), $(nginx -v 2>&1 | sed 's/.*: //'); load and servers on the same cores"
case $part in gateway | router | requests | all) start_nginx ;; esac
case $part in gateway | all) bench_gateway ;; esac
case $part in api | all) bench_api ;; esac
case $part in router | requests | all) bench_requests ;; esac
case $part in router | streams | all) bench_streams ;; esac
case $part in soak) bench_soak ;; esac
case $part in chat | all) bench_chat ;; esac
case $part in memory | all) bench_memory ;; esac
case $part in analysis | all) bench_analysis ;; esac
case $part in municipio | all) bench_municipio ;; esac
case $part in pages | all) bench_pages ;; esac
case $part in retrieval | all) bench_retrieval ;; esac
case $part in documents | all) bench_documents ;; esac
