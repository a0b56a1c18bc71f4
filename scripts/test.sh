#!/usr/bin/env bash
# Every test, on parts of its own: test.sh [--no-browser] [--filter <Swift test>]…
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/lib/machine.sh"

test_packages=(chromium-headless-shell docker-compose nginx postgresql-15 python3-aiosmtpd python3-venv shellcheck)
usage='Uso: scripts/test.sh [--no-browser] [--filter <prueba de Swift>]…
  --no-browser  sin las pruebas en Chromium
  --filter      sólo las pruebas de Swift cuyo nombre coincida'
browser=1 filters=()
while (($#)); do
    case $1 in
    --no-browser) browser='' ;;
    --filter) filters+=(--filter "${2:?falta el nombre}") && shift ;;
    -h | --help) say "$usage" && exit 0 ;;
    *) die "no se entiende «$1».
$usage" ;;
    esac
    shift
done

failed=() unsteady=()
# What a part of the tests wants of the daemons beside the usual.
settings=()
begun=$SECONDS
work=$(mktemp -d /tmp/consulta-test.XXXXXX)
logs=$work/logs
# PostgreSQL's own user must be able to reach its folder.
chmod 711 "$work"
mkdir -m 700 "$logs"

# shellcheck disable=SC2317,SC2329  # the trap calls it
clean_up() {
    trap '' INT TERM
    # The halves of the browser's tests, which don't hear of an interruption themselves.
    pkill -P "$(jobs -p | paste -sd ,)" 2>/dev/null || true
    for suite_home in "$work"/{contracts,browser-1,browser-2}; do
        [[ ! -d $suite_home ]] || suite stop-all.sh >/dev/null 2>&1 || true
    done
    [[ -z ${redis_pid:-} ]] || kill "$redis_pid" 2>/dev/null || true
    [[ ! -f $work/postgres/data/postmaster.pid ]] || "$here/lib/test-postgres.sh" stop || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs one of the suite's scripts with nothing of the caller's environment but what it needs.
suite() {
    local script=$1
    shift
    env -i PATH="$PATH" HOME="$HOME" LANG=C.UTF-8 CONSULTA_ENV_FILE=/dev/null CONSULTA_HOME="$suite_home" \
        RATE_LIMIT_PER_MINUTE=6000 "${ports[@]}" "${settings[@]}" "$here/$script" "$@"
}

# Ports for a suite.
take_ports() {
    gateway_port=$(free_port) simulator_port=$(free_port)
    ports=(GATEWAY_PORT="$gateway_port" CHAT_PORT="$(free_port)" ANALYSIS_PORT="$(free_port)"
        MUNICIPIO_PORT="$(free_port)" DOCUMENTS_PORT="$(free_port)" INFERENCE_ROUTER_PORT="$(free_port)" MODEL_SIMULATOR_PORT="$simulator_port")
}

part() {
    local title=$1 start=$SECONDS
    shift
    step "── $title"
    "$@" || failed+=("$title")
    say "($((SECONDS - start)) s)"
}

start_servers() {
    local postgres_port
    postgres_port=$(free_port)
    export CONSULTA_TEST_POSTGRES_DIR=$work/postgres CONSULTA_TEST_POSTGRES_PORT=$postgres_port
    export CONSULTA_TEST_POSTGRES_CONTROL=$here/lib/test-postgres.sh
    export CONSULTA_TEST_POSTGRES_URL=postgres://postgres@127.0.0.1:$postgres_port/postgres
    "$here/lib/test-postgres.sh" start
    export CONSULTA_TEST_REDIS_URL=unix://$work/redis.sock
    setsid redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no --dir "$work" \
        >"$logs/redis.log" 2>&1 &
    redis_pid=$!
    for _ in {1..100}; do
        [[ -S $work/redis.sock ]] && return 0
        sleep 0.05
    done
    die "Redis no arrancó: $(tail -n 3 "$logs/redis.log")"
}

prepare_python() {
    local venv=.build/test-venv wanted
    wanted=$(cat Tests/*/requirements.txt | sha256sum)
    [[ $(cat "$venv/requirements.sha256" 2>/dev/null) != "$wanted" ]] || return 0
    say 'Instalando las herramientas de prueba de Python en .build/test-venv'
    python3 -m venv --clear "$venv"
    printf -- '--requirement=%s\n' Tests/*/requirements.txt |
        xargs "$venv/bin/pip" install --quiet --disable-pip-version-check --no-compile
    say "$wanted" >"$venv/requirements.sha256"
}

check_format() { swift format lint --strict --parallel --recursive Package.swift Services Shared Tests; }

# What somebody must read of a run of Swift tests: its total and each failure, or its last words where it broke off.
results_of() {
    grep -aE '^(✔|✘) Test run with' "$1" || tail -n 20 "$1"
    awk '/^(✔|◇)/ { wanted = 0 } /^✘ Test .* recorded/ { wanted = 1 } wanted || /Fatal error/' "$1" | head -n 200
}

# Runs the Swift tests of one target that match, with further options; what they wrote stays in its log.
swift_target() {
    local target=$1 pattern=$2 result=0
    shift 2
    printf '%s: ' "$target"
    # The compiled tests themselves: `swift test` would plan the whole build again for each target.
    .build/release/consultaPackageTests.xctest --testing-library swift-testing --filter "$pattern" "$@" \
        >"$logs/$target.log" 2>&1 || result=1
    results_of "$logs/$target.log"
    return $result
}

# One target after the other: tests of time limits must not compete with all others for two cores. What failed runs
# once more by itself: the second run tells a fault from a machine that stood still, and the end names both.
swift_tests() {
    local target again
    for target in Tests/*Tests; do
        target=${target#Tests/}
        swift_target "$target" "^$target\\." && continue
        again=$(sed -nE 's/^✘ Test ([A-Za-z0-9_]+)\(.* failed after .*/\1/p' "$logs/$target.log" | sort -u | paste -sd '|')
        # A run that broke off names nobody, and all of it runs again, one test after the other: Foundation's Process is
        # not safe beside a thousand open sockets.
        if swift_target "$target" "^$target\\.${again:+.*/($again)\\(}" --no-parallel; then
            unsteady+=("$target: ${again:-se interrumpió}")
        else
            failed+=("$target: ${again:-se interrumpió}")
        fi
    done
}

# What failed runs once more here, too, and is named.
python_tests() { .build/test-venv/bin/python -m pytest -q -rR --reruns 1 -o cache_dir="${suite_home:-$work/tests}.pytest" "$@"; }

script_tests() { python_tests Tests/Scripts; }

client_tests() { python_tests Tests/Clients; }

# What needs Ray is skipped here, with its reason; scripts/test-ray.sh installs it and runs all.
ray_tests() { python_tests -rs Tests/Ray; }

# Every operation of the running suite against its own document.
contract_tests() {
    local routes=$work/gateway.conf result=0 suite_home=$work/contracts
    local access=(CONSULTA_ADMIN_USER=directora CONSULTA_ADMIN_PASSWORD='una frase de prueba larga')
    local settings=("${access[@]}" GATEWAY_CONF="$routes")
    .build/test-venv/bin/python scripts/lib/unlimited_routes.py <gateway.conf >"$routes"
    suite start-all.sh --simulated-models || return 1
    local -x "${access[@]}" CONSULTA_URL=http://127.0.0.1:"$gateway_port"
    python_tests Tests/Contracts || result=1
    suite stop-all.sh >/dev/null
    return $result
}

# Authorization code with PKCE at a provider of its own.
sign_in_tests() { python_tests Tests/SingleSignOn; }

# Chromium against all daemons, on a clean home with simulated models: the files whose names begin so. What failed twice
# runs again when the other half is done.
browser_half() {
    local letters=$1 suite_home=$2 result=0 turn ports gateway_port simulator_port
    # Answers that nobody looks at while they are written need no time.
    local settings=(MODEL_SIMULATOR_TOKENS_PER_SECOND=600)
    take_ports
    suite start-all.sh --simulated-models || return 1
    local -x CONSULTA_URL=http://127.0.0.1:$gateway_port CONSULTA_HOME=$suite_home CONSULTA_SETUP_URL
    local -x MODEL_SIMULATOR_URL=http://127.0.0.1:$simulator_port
    local -x CONSULTA_SCREENSHOTS=${CONSULTA_SCREENSHOTS:-$checkout/.build/screenshots}
    CONSULTA_SETUP_URL=$(<"$suite_home/run/setup-link")
    # shellcheck disable=SC2206  # letters are a pattern
    local files=(Tests/Browser/test_$letters*.py)
    exec {turn}>"$work/browser-turn"
    flock --shared "$turn"
    python_tests "${files[@]}" || result=1
    flock --unlock "$turn"
    ((result)) || return 0
    flock --wait 1800 "$turn"
    say 'Otra vez lo que no pasó, ahora a solas'
    python_tests --last-failed "${files[@]}"
}

# A page waits more than it works: two halves at once, each on a suite of its own.
browser_tests() {
    local first second result=0
    browser_half '[a-i]' "$work/browser-1" >"$logs/browser-1.log" 2>&1 &
    first=$!
    browser_half '[j-z]' "$work/browser-2" >"$logs/browser-2.log" 2>&1 &
    second=$!
    wait "$first" || result=1
    wait "$second" || result=1
    cat "$logs"/browser-[12].log
    if ((result)); then
        rm -rf .build/test-logs && mkdir -p .build/test-logs
        cp -r "$work/browser-1/logs" .build/test-logs/1 && cp -r "$work/browser-2/logs" .build/test-logs/2
        say 'Los registros de los servicios están en .build/test-logs'
    fi
    return $result
}

cd "$checkout"
check_machine
install_packages "${suite_packages[@]}" "${test_packages[@]}"
python_tools=''
if ((${#filters[@]} == 0)); then
    # Meanwhile: it waits for the network, and the compiler for the one module on which the others stand.
    prepare_python &
    python_tools=$!
fi
step 'Compilando Consulta y sus pruebas'
build_suite --build-tests
[[ -z $python_tools ]] || wait "$python_tools" || die 'no se pudieron instalar las herramientas de prueba de Python'
start_servers
take_ports

if ((${#filters[@]})); then
    part 'Pruebas de Swift' .build/release/consultaPackageTests.xctest --testing-library swift-testing "${filters[@]}"
else
    part 'Formato' check_format
    part 'Pruebas de Swift' swift_tests
    part 'Pruebas de los scripts' script_tests
    part 'Pruebas con los paquetes openai, ollama y langchain-openai' client_tests
    part 'Pruebas de Ray' ray_tests
    part 'Pruebas del contrato de cada operación' contract_tests
    part 'Pruebas de la entrada con un proveedor OpenID' sign_in_tests
    [[ -z $browser ]] || part 'Pruebas en el navegador' browser_tests
fi

say ''
((${#unsteady[@]} == 0)) || say "pasó sólo a la segunda: $(printf '%s; ' "${unsteady[@]}")"
((${#failed[@]} == 0)) || die "no pasó: $(printf '%s; ' "${failed[@]}")($((SECONDS - begun)) s)"
say "${green}Todo pasó${plain} ($((SECONDS - begun)) s)"
