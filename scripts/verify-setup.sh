#!/usr/bin/env bash
# Checks what the suite needs, and says a remedy for each thing that is wrong. Changes nothing.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/lib/machine.sh"

wrong=0
good() { say "  ${green}✓${plain} $1"; }
bad() {
    wrong=$((wrong + 1))
    say "  ${red}✗${plain} $1"
    say "      → $2"
}
hint() {
    say "  ${yellow}!${plain} $1"
    say "      → $2"
}

check_tools() {
    local missing message
    step 'Máquina'
    if message=$(check_machine 2>&1) && [[ -z $message ]]; then good 'Debian 12 y memoria suficiente'; else hint "${message#*: }" 'Puede funcionar; si algo falla, empiece por aquí.'; fi
    mapfile -t missing < <(missing_packages "${suite_packages[@]}")
    if ((${#missing[@]})); then
        bad "faltan paquetes: ${missing[*]}" "sudo apt-get install ${missing[*]}"
    else
        good 'paquetes de Debian'
    fi
    if command -v soffice >/dev/null; then
        good 'LibreOffice: las cartas pueden salir en PDF'
    else
        hint 'no está LibreOffice: las cartas salen sólo en .docx' "sudo apt-get install --no-install-recommends $office_package"
    fi
    if message=$(find_swift 2>&1); then good 'Swift 6.3 o posterior'; else bad "${message#*: }" 'https://www.swift.org/install/linux/'; fi
    if is_built; then good 'Consulta está compilada'; else hint 'Consulta no está compilada, o cambió' 'scripts/start-all.sh la compila'; fi
}

check_home() {
    local free_mb path mode
    step "Datos ($CONSULTA_HOME)"
    path=$CONSULTA_HOME
    while [[ ! -d $path ]]; do path=$(dirname "$path"); done
    free_mb=$(($(df --output=avail -k "$path" | tail -n 1) / 1024))
    if ((free_mb >= 2048)); then good "$((free_mb / 1024)) GB libres"; else bad "sólo quedan $free_mb MB libres" 'libere espacio o ponga CONSULTA_HOME en otro disco'; fi
    if [[ ! -d $CONSULTA_HOME ]]; then
        hint 'todavía no existe' 'scripts/start-all.sh la crea'
        return
    fi
    if [[ -w $CONSULTA_HOME ]]; then good 'se puede escribir'; else bad 'no se puede escribir' "sudo chown -R $(id -un) $CONSULTA_HOME"; fi
    while IFS= read -r path; do
        mode=$(stat -c %a "$path")
        bad "$path se puede leer desde otras cuentas ($mode)" "chmod go= '$path'"
    done < <(find "$CONSULTA_HOME" "$CONSULTA_HOME/keys" -maxdepth 0 -perm /077 2>/dev/null
        find "$CONSULTA_HOME/keys" -type f -name '*.key' -perm /077 2>/dev/null
        find "$checkout/.env" -maxdepth 0 -perm /077 2>/dev/null)
}

check_ports() {
    local product port user
    step 'Servicios y puertos'
    for product in "${daemons[@]}"; do
        port=$(port_of "$product")
        user=$(listener_on "$port")
        if program_of "$product" >/dev/null; then
            if [[ $(http_status "$(address_of "$product")/health") == 200 ]]; then
                good "$product responde en el puerto $port"
            else
                bad "$product está en marcha pero no responde bien" "vea $logs/$product.log"
            fi
        elif [[ $(state_field "$product" state) == backing_off ]] && supervisor_of "$product" >/dev/null; then
            bad "$product se cae al iniciar" "vea $logs/$product.log, corríjalo y ejecute scripts/start-all.sh"
        elif [[ -n $user ]]; then
            bad "el puerto $port de $product lo usa $user" "ciérrelo, o ponga otro $(prefix_of "$product")_PORT en .env"
        else
            hint "$product no está en marcha (puerto $port libre)" 'scripts/start-all.sh'
        fi
    done
}

# host:port of a URL, or its path where it names a Unix socket.
endpoint_answers() {
    local authority=${1#*://} host port=$2
    [[ $1 != unix://* ]] || { [[ -S ${1#unix://} ]] && return 0 || return 1; }
    authority=${authority%%[/?]*}
    authority=${authority##*@}
    host=${authority%:*}
    [[ $authority != *:* ]] || port=${authority##*:}
    # shellcheck disable=SC2016  # the inner shell expands them
    timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "${host:-127.0.0.1}" "$port" 2>/dev/null
}

check_data_services() {
    local product variable
    step 'Bases de datos y avisos'
    if uses_private_redis; then
        if [[ $(redis-cli -s "$run/redis.sock" ping 2>/dev/null) == PONG ]]; then
            good 'Redis privado'
        elif supervisor_of redis >/dev/null; then
            bad 'Redis no responde' "vea $logs/redis.log"
        else
            hint 'Redis no está en marcha' 'scripts/start-all.sh'
        fi
    elif [[ $REDIS_URL == rediss://* ]]; then
        bad 'REDIS_URL empieza por rediss://' 'use redis:// dentro de una red de confianza, o quítelo para usar el privado'
    elif endpoint_answers "$REDIS_URL" 6379; then
        good 'Redis (REDIS_URL) se alcanza'
    else
        bad 'REDIS_URL no se alcanza' 'compruebe el servidor y el cortafuegos, o quítelo para usar el privado'
    fi
    for variable in DATABASE_URL $(for product in "${daemons[@]}"; do say "$(prefix_of "$product")_DATABASE_URL"; done); do
        [[ -n ${!variable:-} && ${!variable} == postgres* ]] || continue
        if endpoint_answers "${!variable}" 5432; then
            good "PostgreSQL ($variable) se alcanza"
        else
            bad "$variable no se alcanza" 'compruebe que PostgreSQL está en marcha y admite conexiones de esta máquina'
        fi
    done
    [[ -n ${DATABASE_URL:-} ]] || good 'un archivo SQLite por servicio'
    [[ -n ${CHROMA_URL:-} ]] || return 0
    if endpoint_answers "$CHROMA_URL" 8000; then
        good 'Chroma (CHROMA_URL) se alcanza'
    else
        bad 'CHROMA_URL no se alcanza' 'compruebe que Chroma está en marcha, o quítelo: los vectores se guardan entonces aquí'
    fi
}

check_models() {
    local name url found='' status urls
    step 'Modelos'
    for name in MEDGEMMA_ENDPOINTS NV_REASON_ENDPOINTS OLLAMA_ENDPOINTS VLLM_ENDPOINT OLLAMA_ENDPOINT OLLAMA_ENDPOINT_{1..4} LM_STUDIO_URL; do
        case $name in
        MEDGEMMA_ENDPOINTS) urls=${!name-http://127.0.0.1:8000} ;;
        NV_REASON_ENDPOINTS) urls=${!name-http://127.0.0.1:8001} ;;
        OLLAMA_ENDPOINTS) urls=${!name-http://127.0.0.1:11434} ;;
        *) urls=${!name:-} ;;
        esac
        for url in ${urls//,/ }; do
            url=${url%/} url=${url%/v1}
            status=$(http_status "$url/v1/models" 3)
            if [[ $status == 200 ]]; then
                good "$url responde ($name)" && found=1
            elif [[ -v $name ]]; then
                bad "$url no responde ($name, $status)" 'inicie el modelo o corrija la dirección en .env'
            fi
        done
    done
    if program_of "$simulator" >/dev/null; then
        good 'responden modelos simulados, sólo para probar' && found=1
    fi
    [[ $found ]] || hint 'no hay ningún modelo' 'inicie Ollama o vLLM; Consulta los encuentra. Para probar: scripts/start-all.sh --simulated-models'
}

load_settings
check_tools
check_home
check_ports
check_data_services
check_models
say ''
((wrong != 1)) || die 'hay una cosa que corregir; la → dice cómo.'
((wrong == 0)) || die "hay $wrong cosas que corregir; cada → dice cómo."
say "${green}No hay nada que corregir.${plain}"
