# shellcheck shell=bash
# shellcheck disable=SC2034  # read by the scripts that include this
# What every script needs: where things are, which daemons there are, and how to recognise their processes.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Started in this order and stopped in the reverse one.
daemons=(inference-router chat analysis municipio documents gateway)
simulator=model-simulator
# What a daemon starts for each untrusted file: it stands beside the daemon.
reader=document-reader

declare -A default_ports=(
    [gateway]=8080 [chat]=5001 [analysis]=5002 [municipio]=5006 [documents]=5007 [inference-router]=5010 [model-simulator]=5099
)
declare -A names=(
    [gateway]='Puerta de entrada' [chat]='Conversaciones' [inference-router]='Modelos'
    [analysis]='Análisis y tutoría' [municipio]='Municipios' [documents]='Documentos'
    [model-simulator]='Modelos simulados' [redis]='Avisos entre servicios'
)

# What building and running the suite needs beside a Swift toolchain.
suite_packages=(
    binutils curl git graphicsmagick iproute2 jq libarchive-dev libhiredis-dev libncurses6 libpq-dev libsqlite3-dev
    libstdc++-12-dev libstemmer-dev libxlsxwriter-dev libxml2 openssl pkg-config poppler-utils python3-munkres redis-server
    sqlite3 tesseract-ocr tesseract-ocr-spa weasyprint zlib1g-dev
)
# What makes PDFs of letters: 200 MB, and nothing else needs it, so that it is left to the institution.
office_package=libreoffice-writer-nogui

if [[ -t 1 ]]; then
    bold=$'\e[1m' green=$'\e[32m' yellow=$'\e[33m' red=$'\e[31m' plain=$'\e[0m'
else
    bold='' green='' yellow='' red='' plain=''
fi

say() { printf '%s\n' "$*"; }
step() { printf '%s\n' "${bold}$*${plain}"; }
warn() { printf '%s\n' "${yellow}Aviso:${plain} $*" >&2; }
die() {
    printf '%s\n' "${red}Error:${plain} $*" >&2
    exit 1
}

# Reads NAME=value lines without running anything; the environment wins over the file.
load_env_file() {
    local file=$1 line name value number=0
    [[ -r $file ]] || return 0
    while IFS= read -r line || [[ -n $line ]]; do
        number=$((number + 1))
        line=${line%$'\r'}
        [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
        [[ $line =~ ^[[:space:]]*(export[[:space:]]+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$ ]] ||
            die "la línea $number de $file no tiene la forma NOMBRE=valor."
        name=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]}
        if [[ $value =~ ^\"([^\"]*)\" || $value =~ ^\'([^\']*)\' ]]; then
            value=${BASH_REMATCH[1]}
        else
            value=${value%%[[:space:]]#*}
            value=${value%"${value##*[![:space:]]}"}
        fi
        [[ -v $name ]] || export "$name=$value"
    done <"$file"
}

# inference-router → INFERENCE_ROUTER
prefix_of() {
    local upper=${1^^}
    printf '%s' "${upper//-/_}"
}

port_of() {
    local variable
    variable=$(prefix_of "$1")_PORT
    printf '%s' "${!variable:-${default_ports[$1]}}"
}

# Where this machine reaches a product; a daemon that listens on every address is reached on loopback.
address_of() {
    local variable host scheme=http
    [[ $1 != gateway || -z ${GATEWAY_TLS_CERTIFICATE:-} ]] || scheme=https
    variable=$(prefix_of "$1")_HOST
    host=${!variable:-127.0.0.1}
    case $host in 0.0.0.0 | :: | '[::]' | '*') host=127.0.0.1 ;; esac
    [[ $host != *:* || $host == \[* ]] || host="[$host]"
    printf '%s://%s:%s' "$scheme" "$host" "$(port_of "$1")"
}

# Padded by letters: printf counts bytes.
column() { printf '%s%*s ' "$2" $(($1 > ${#2} ? $1 - ${#2} : 0)) ''; }

binary_of() { printf '%s' "$checkout/.build/release/$1"; }

# The environment, then .env, then defaults. A malformed port stops here, with its name.
load_settings() {
    load_env_file "${CONSULTA_ENV_FILE:-$checkout/.env}"
    export CONSULTA_HOME=${CONSULTA_HOME:-$checkout/.consulta}
    [[ $CONSULTA_HOME == /* ]] || CONSULTA_HOME=$checkout/$CONSULTA_HOME
    run=$CONSULTA_HOME/run
    logs=$CONSULTA_HOME/logs
    # A Unix socket's path has at most 107 bytes.
    ((${#run} <= 80)) || die "la ruta de CONSULTA_HOME es demasiado larga (${#CONSULTA_HOME} letras; caben 76)."
    local product port prefix
    for product in "${daemons[@]}" "$simulator"; do
        port=$(port_of "$product")
        prefix=$(prefix_of "$product")
        if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((port < 1 || port > 65535)); then
            die "${prefix}_PORT debe ser un número de 1 a 65535, y es «$port»."
        fi
        export "${prefix}_PORT=$port"
        [[ -v ${prefix}_URL ]] || export "${prefix}_URL=$(address_of "$product")"
    done
    export REDIS_URL=${REDIS_URL:-unix://$run/redis.sock}
}

uses_private_redis() { [[ $REDIS_URL == "unix://$run/redis.sock" ]]; }

# A zombie counts as gone: process 1 of a container may never reap it.
alive() {
    local stat
    [[ -n ${1:-} ]] && stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    [[ ${stat%% *} != [ZX] ]]
}

has_environment() { tr '\0' '\n' 2>/dev/null <"/proc/$1/environ" | grep -qxF -- "$2"; }

# The supervisor's pid, where it is alive and of this CONSULTA_HOME: a pid alone may be somebody else's by now.
supervisor_of() {
    local pid
    pid=$(cat "$run/$1.supervisor.pid" 2>/dev/null) && alive "$pid" || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "scripts/supervise.sh $1 " || return 1
    has_environment "$pid" "CONSULTA_HOME=$CONSULTA_HOME" || return 1
    printf '%s' "$pid"
}

# The supervised program's pid; only a child of our supervisor is ours.
program_of() {
    local supervisor pid
    supervisor=$(supervisor_of "$1") && pid=$(cat "$run/$1.pid" 2>/dev/null) && alive "$pid" || return 1
    [[ $(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null) == "$supervisor" ]] || return 1
    printf '%s' "$pid"
}

state_field() { jq -r ".$2 // empty" "$run/$1.json" 2>/dev/null || true; }

# «redis-server (pid 812)», or nothing where nobody listens on the port.
listener_on() {
    local line
    line=$(ss -H -ltnp "sport = :$1" 2>/dev/null | head -n 1) || true
    [[ -n $line ]] || return 0
    if [[ $line =~ \(\(\"([^\"]+)\",pid=([0-9]+) ]]; then
        printf '%s (pid %s)' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    else
        printf 'un programa de otra persona'
    fi
}

# The answer's status, 000 where there is none. Never through a proxy: it is this machine.
# A certificate names the institution, not loopback.
http_status() {
    curl --silent --insecure --noproxy '*' --max-time "${2:-2}" --output /dev/null --write-out '%{http_code}' "$1" 2>/dev/null || true
}

# Below the ports that the kernel hands out by itself.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 10000))
        [[ -z $(ss -H -ltn "sport = :$port") ]] && break
    done
    printf '%s' "$port"
}
