#!/bin/bash
# Succeeds while the daemon in this container answers on HEALTH_PORT; without a package for it.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$HEALTH_PORT"
# Where it speaks TLS, that it listens has to do.
[[ -z ${GATEWAY_TLS_CERTIFICATE:-} ]] || exit 0
printf 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 2 status <&3
[[ $status == *' 200 '* ]]
