#!/usr/bin/env bash
# Says where people reach the suite, from this machine and from others.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$here/lib/common.sh"

load_settings
host=${GATEWAY_HOST:-127.0.0.1}
port=$(port_of gateway)
scheme=http
[[ -z ${GATEWAY_TLS_CERTIFICATE:-} ]] || scheme=https
mapfile -t interfaces < <(ip -o -4 addr show scope global 2>/dev/null | awk '{ split($4, a, "/"); print $2, a[1] }')

step 'Direcciones'
say "  En esta máquina:    $(address_of gateway)"
case $host in
127.* | localhost | ::1)
    say '  Desde otras:        ninguna; Consulta sólo escucha en esta máquina.'
    say ''
    say 'Para que entren otras personas, ponga en .env y ejecute scripts/start-all.sh restart:'
    say '  GATEWAY_HOST=0.0.0.0           todas las redes de esta máquina'
    for interface in "${interfaces[@]}"; do
        say "  GATEWAY_HOST=$(column 16 "${interface#* }") sólo la red de ${interface% *}"
    done
    ;;
*)
    for interface in "${interfaces[@]}"; do
        [[ $host == 0.0.0.0 || $host == '::' || $host == "${interface#* }" ]] || continue
        say "  Por $(column 14 "${interface% *}:") $scheme://${interface#* }:$port"
    done
    say ''
    [[ $scheme == https ]] ||
        warn 'Las contraseñas viajan sin cifrar por http. Antes de abrirlo a otras personas, dé un certificado (GATEWAY_TLS_CERTIFICATE y GATEWAY_TLS_KEY en .env) o ponga delante deploy/nginx.'
    ;;
esac

say ''
step 'Puertos'
for product in "${daemons[@]}" "$simulator"; do
    user=$(listener_on "$(port_of "$product")")
    if program_of "$product" >/dev/null; then
        state='en marcha'
    elif [[ -n $user ]]; then
        state="lo usa otro programa: $user"
    else
        state='detenido'
    fi
    [[ $product != "$simulator" || $state != detenido ]] || continue
    say "  $(column 6 "$(port_of "$product")")$(column 17 "$product")$state"
    variable=$(prefix_of "$product")_HOST
    case ${!variable:-127.0.0.1} in
    127.* | localhost | ::1) ;;
    *) [[ $product == gateway ]] || warn "«$product» escucha en ${!variable}: sólo la puerta de entrada debería verse desde fuera (quite $variable)." ;;
    esac
done
