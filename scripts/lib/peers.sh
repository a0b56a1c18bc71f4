# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # bench.sh and common.sh set and read them
# What the router is measured beside: each installed into a folder of its own, and skipped with a line where that fails.

peers_folder=$checkout/.build/peers
# Those that answer, in the table's order, with their URL and their process.
peers=()
declare -A peer_urls=() peer_pids=() peer_titles=()

skip_peer() { say "Sin $1: ${2:-no se pudo instalar}." >&2; }

# Python packages in .build/peers/<name>.
install_package() {
    local folder=$peers_folder/$1 wanted=${*:2}
    [[ $(cat "$folder/installed" 2>/dev/null) != "$wanted" ]] || return 0
    say "Instalando $wanted en $folder" >&2
    mkdir -p "$peers_folder"
    python3 -m venv --clear "$folder" &&
        "$folder/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir "${@:2}" >&2 &&
        say "$wanted" >"$folder/installed"
}

# One that is there once it answers on its health path: start_peer <name> <title> <port> <health path> <command>…
start_peer() {
    local name=$1 title=$2 port=$3 path=$4 deadline=$((SECONDS + 90))
    shift 4
    (cd "$work" && exec "$@") </dev/null >"$work/$name.log" 2>&1 &
    peer_pids[$name]=$!
    until [[ $(http_status "http://127.0.0.1:$port$path") == 200 ]]; do
        if ((SECONDS > deadline)) || ! alive "${peer_pids[$name]}"; then
            skip_peer "$title" "no arrancó; lo último que dijo: $(tail -n 1 "$work/$name.log")"
            return 0
        fi
        sleep 0.2
    done
    peers+=("$name")
    peer_urls[$name]=http://127.0.0.1:$port
    peer_titles[$name]=$title
}

# nginx writes an access log like ours and keeps connections; a second port is for streams, which it must not gather.
start_nginx_peer() {
    local upstream=$1 port
    port=$(free_port)
    cat >"$work/peer.conf" <<-END
		worker_processes 1;
		daemon off;
		pid $work/peer.pid;
		error_log $work/peer.error.log;
		events { worker_connections 8192; }
		http {
		    $nginx_access_log
		    access_log $work/peer.access.log json;
		    keepalive_requests 100000000;
		    client_body_temp_path $work/peer.body;
		    proxy_temp_path $work/peer.proxy;
		    upstream backend { server ${upstream#http://}; keepalive 256; keepalive_requests 100000000; }
		    server {
		        listen 127.0.0.1:$port backlog=4096;
		        location / {
		            proxy_pass http://backend;
		            proxy_http_version 1.1;
		            proxy_set_header Connection '';
		            proxy_set_header Host \$host;
		            proxy_set_header X-Request-ID \$request_id;
		            proxy_buffering $2;
		            add_header X-Request-ID \$request_id;
		        }
		    }
		}
	END
    start_peer nginx "$(nginx -v 2>&1 | sed 's/.*: //'), 1 worker" "$port" /v1/models \
        nginx -p "$work" -c "$work/peer.conf" -e "$work/peer.error.log"
}

start_haproxy_peer() {
    local upstream=$1 port
    (install_packages haproxy >&2) || { skip_peer HAProxy && return 0; }
    port=$(free_port)
    cat >"$work/haproxy.cfg" <<-END
		global
		    maxconn 8192
		    nbthread 2
		defaults
		    mode http
		    timeout connect 2s
		    timeout client 60s
		    timeout server 60s
		    http-reuse always
		    option http-no-delay
		frontend front
		    bind 127.0.0.1:$port
		    default_backend models
		backend models
		    server upstream ${upstream#http://}
	END
    start_peer haproxy "HAProxy $(haproxy -v | sed -n '1s/.*version \([0-9.]*\).*/\1/p'), 2 threads, no log" "$port" /v1/models \
        haproxy -db -f "$work/haproxy.cfg"
}

start_vllm_router_peer() {
    local port
    install_package vllm-router vllm-router==0.1.17 || { skip_peer vllm-router && return 0; }
    port=$(free_port)
    start_peer vllm-router 'vllm-router 0.1.17' "$port" /v1/models \
        "$peers_folder/vllm-router/bin/python" "$peers_folder/vllm-router/bin/vllm-router" --worker-urls "$1" \
        --policy round_robin --port "$port" --prometheus-port "$(free_port)" --log-level error
}

start_litellm_peer() {
    local port
    install_package litellm 'litellm[proxy]==1.106.0' || { skip_peer LiteLLM && return 0; }
    port=$(free_port)
    cat >"$work/litellm.yaml" <<-END
		model_list:
		  - { model_name: $model, litellm_params: { model: openai/$model, api_base: $1/v1, api_key: none } }
		litellm_settings: { telemetry: false, num_retries: 0 }
	END
    start_peer litellm 'LiteLLM 1.106, 1 worker' "$port" /health/liveliness \
        env LITELLM_LOCAL_MODEL_COST_MAP=True LITELLM_LOG=ERROR LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY=true \
        "$peers_folder/litellm/bin/python" "$peers_folder/litellm/bin/litellm" --config "$work/litellm.yaml" \
        --host 127.0.0.1 --port "$port" --num_workers 1
}

# All of them before one upstream: start_peers <URL> <whether nginx gathers answers: on, off>
start_peers() {
    peers=()
    start_nginx_peer "$1" "$2"
    start_haproxy_peer "$1"
    start_vllm_router_peer "$1"
    start_litellm_peer "$1"
}

stop_peers() {
    local name
    for name in "${!peer_pids[@]}"; do
        # Ours is the suite's, which starts again what ends.
        [[ $name == ours ]] || { kill "${peer_pids[$name]}" && wait "${peer_pids[$name]}"; } 2>/dev/null || true
    done
    peer_pids=()
}
