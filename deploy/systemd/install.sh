#!/usr/bin/env bash
# Installs the suite for systemd from this checkout, as root: programs in /opt/consulta, each daemon's data in
# /var/lib/consulta/<daemon>, its variables, out of .env, in /etc/consulta. Run it again after an update.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/common.sh
. "$here/../../scripts/lib/common.sh"
# shellcheck source=scripts/lib/environment.sh
. "$here/../../scripts/lib/environment.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/../../scripts/lib/machine.sh"

((EUID == 0)) || die 'ejecútelo como administrador: sudo deploy/systemd/install.sh'
home=/var/lib/consulta
export CONSULTA_HOME=$home CONSULTA_PUBLIC_KEYS=$home/public-keys
load_settings
uses_private_redis && export REDIS_URL=unix:///run/consulta-redis/redis.sock
install_packages "${suite_packages[@]}"
is_built || die 'primero compile Consulta con scripts/start-all.sh (y deténgala con scripts/stop-all.sh).'

getent group consulta >/dev/null || groupadd --system consulta
for account in redis "${daemons[@]}"; do
    id "consulta-$account" >/dev/null 2>&1 || useradd --system --gid consulta --no-create-home \
        --home-dir "$home/$account" --shell /usr/sbin/nologin "consulta-$account"
done
install -d -m 755 "$home" "$CONSULTA_PUBLIC_KEYS" /opt/consulta/bin
install -d -m 700 /etc/consulta
for program in consulta-audit "$reader"; do install -m 755 "$(binary_of "$program")" "/opt/consulta/bin/$program"; done
for product in "${daemons[@]}"; do
    install -m 755 "$(binary_of "$product")" "/opt/consulta/bin/$product"
    install -d -m 755 -o "consulta-$product" -g consulta "$CONSULTA_PUBLIC_KEYS/$product"
    CONSULTA_HOME=$home/$product
    environment_of "$product"
    # systemd has a PATH of its own, and unquotes values.
    printf '%s\n' "${program_environment[@]}" | grep -v '^PATH=' | sed -E 's/[\\"]/\\&/g; s/=(.*)/="\1"/' |
        (umask 077 && cat >"/etc/consulta/$product.env")
    # The toolchain may stand in a home folder, which a service can't see.
    ldd "$(binary_of "$product")" | awk '$3 ~ /swift\/linux\// { print $3 }' | xargs -r cp -u -t /opt/consulta/bin
done
for resource in gateway.conf Services/Gateway/Web Services/Gateway/openapi.yaml Services/Chat/Assistants \
    Services/Chat/Vocabulary Services/Chat/openapi.yaml Services/InferenceRouter/openapi.yaml \
    Services/InferenceRouter/models.yaml Services/Gateway/Privacy/purposes.yaml \
    Services/Analysis/Emotions/weights.bin Services/Analysis/openapi.yaml \
    Services/Municipio/Places Services/Municipio/openapi.yaml Services/Documents/openapi.yaml; do
    mkdir -p "/opt/consulta/$(dirname "$resource")"
    rm -rf "/opt/consulta/$resource"
    cp -r "$checkout/$resource" "/opt/consulta/$resource"
done
chmod -R go+rX /opt/consulta
install -m 644 "$here"/consulta*.service "$here/consulta.target" /etc/systemd/system/
install -D -m 644 "$here/documents.conf" /etc/systemd/system/consulta@documents.service.d/documents.conf
systemctl daemon-reload
systemctl enable --quiet consulta.target
say 'Listo. Inicie con: systemctl restart consulta.target   El enlace del primer inicio: cat /var/lib/consulta/gateway/run/setup-link'
