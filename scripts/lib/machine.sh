# shellcheck shell=bash
# shellcheck disable=SC2154  # common.sh sets them
# What the suite needs of the machine: packages, a toolchain, room to build; and the one way in which it is built.

missing_packages() {
    local package
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || say "$package"
    done
}

may_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null || { [[ -t 0 ]] && command -v sudo >/dev/null; }; }

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

install_packages() {
    local missing service
    command -v dpkg-query >/dev/null || die 'este sistema no es Debian. Consulta se instala en Debian 12.'
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    may_be_root || die "faltan paquetes de Debian. Pida a un administrador que ejecute:
  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
    say "Se instalarán estos paquetes de Debian: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
        die "no se pudieron instalar. Ejecute: sudo apt-get install ${missing[*]}"
    # Their packages start them on ports open to all; the suite and its tests run private ones of their own.
    [[ -d /run/systemd/system ]] || return 0
    for service in redis-server nginx caddy; do
        [[ " ${missing[*]} " != *" $service "* ]] || as_root systemctl disable --now --quiet "$service" || true
    done
}

check_machine() {
    local version='' memory_mb
    # shellcheck source=/dev/null
    version=$(. /etc/os-release && printf '%s %s' "${ID:-}" "${VERSION_ID:-}") || true
    [[ $version == 'debian 12' ]] || warn "Consulta se prueba en Debian 12; este sistema dice «${version:-desconocido}»."
    memory_mb=$(($(sed -n 's/^MemTotal:[^0-9]*\([0-9]*\).*/\1/p' /proc/meminfo) / 1024))
    ((memory_mb >= 1000)) || warn "hay $memory_mb MB de memoria; se recomienda 1 GB para usar Consulta y 4 GB para compilarla."
}

# Puts swift 6.3 or later on PATH, from the usual places.
find_swift() {
    local folder version failure
    for folder in '' "$HOME/.local/share/swiftly/bin" /opt/swift/usr/bin /usr/local/swift/usr/bin; do
        [[ -z $folder || -x $folder/swift ]] || continue
        version=$(PATH=${folder:+$folder:}$PATH swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p') || true
        if [[ -n $version && $(printf '%s\n6.3\n' "$version" | sort -V | head -n 1) == 6.3 ]]; then
            [[ -z $folder ]] || export PATH=$folder:$PATH
            return 0
        fi
    done
    if command -v swift >/dev/null && ! failure=$(swift --version 2>&1); then
        die "Swift no arranca en esta máquina: ${failure%%$'\n'*}"
    fi
    die "no se encontró Swift 6.3 o posterior${version:+ (hay $version)}. Instálelo de https://www.swift.org/install/linux/ (Debian 12) y compruebe con: swift --version"
}

# Newer than the last build: a source, or a folder in which one came or went.
is_built() {
    local product stamp=$checkout/.build/consulta-release
    [[ -f $stamp ]] || return 1
    for product in "${daemons[@]}" "$reader" "$simulator"; do
        [[ -x $(binary_of "$product") ]] || return 1
    done
    [[ -z $(cd "$checkout" && find Package.swift Services Shared Tools Tests/ModelSimulator -newer "$stamp" \
        \( -name '*.swift' -o -name '*.h' -o -name '*.modulemap' -o -type d \) -not -path '*/Web*' -print -quit) ]]
}

# shellcheck disable=SC2120  # start-all.sh passes nothing
# One release configuration for the suite and its tests: `build_suite --build-tests` compiles nothing of it again.
build_suite() {
    local free_gb log=$checkout/.build/consulta-build.log stamp=$checkout/.build/consulta-release
    find_swift
    mkdir -p "$checkout/.build"
    free_gb=$(($(df --output=avail -k "$checkout/.build" | tail -n 1) / 1048576))
    ((free_gb >= 3)) || die "quedan $free_gb GB libres en $checkout y la compilación necesita 3."
    touch "$stamp.new"
    (cd "$checkout" && swift build -c release "$@" 2>&1) | tee "$log" | show_progress || {
        grep -E 'error:|^ *[|`]' "$log" | head -n 40 >&2 || tail -n 40 "$log" >&2
        die "la compilación falló. Todo lo que dijo el compilador está en $log"
    }
    mv "$stamp.new" "$stamp"
}

# swift's «[n/m]» as one line that counts; where there is no terminal, a line every 15 s.
show_progress() {
    local line='' done='' status shown=-15 started=$SECONDS
    while :; do
        status=0
        IFS= read -r -t 1 line || status=$?
        ((status == 0 || status > 128)) || break
        if ((status == 0)); then
            if [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then
                done="${BASH_REMATCH[1]} de ${BASH_REMATCH[2]}"
            elif [[ $line =~ ^(Fetching|Cloning|Computing|Creating) ]]; then
                done='descargando dependencias'
            fi
        fi
        [[ -n $done ]] || continue
        if [[ -t 1 ]]; then
            printf '\r  Compilando: %s (%d min %02d s) ' "$done" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
        elif ((SECONDS - shown >= 15)); then
            shown=$SECONDS
            say "  Compilando: $done ($((SECONDS - started)) s)"
        fi
    done
    [[ ! -t 1 || -z $done ]] || printf '\n'
}
