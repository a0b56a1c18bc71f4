#!/usr/bin/env bash
# Installs the suite for systemd from this checkout, as root: programs in /opt/consulta, data in /var/lib/consulta,
# each daemon's variables, out of .env, in /etc/consulta. Run it again after an update.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib/common.sh
. "$here/../../scripts/lib/common.sh"
# shellcheck source=scripts/lib/environment.sh
. "$here/../../scripts/lib/environment.sh"
# shellcheck source=scripts/lib/machine.sh
. "$here/../../scripts/lib/machine.sh"

((EUID == 0)) || die 'ejecútelo como administrador: sudo deploy/systemd/install.sh'
export CONSULTA_HOME=/var/lib/consulta
load_settings
install_packages "${suite_packages[@]}"
is_built || die 'primero compile Consulta con scripts/start-all.sh (y deténgala con scripts/stop-all.sh).'

id consulta >/dev/null 2>&1 || useradd --system --home-dir "$CONSULTA_HOME" --shell /usr/sbin/nologin consulta
install -d -m 755 /opt/consulta/bin
install -d -m 700 /etc/consulta
for product in "${daemons[@]}"; do
    install -m 755 "$(binary_of "$product")" "/opt/consulta/bin/$product"
    environment_of "$product"
    # systemd has a PATH of its own, and unquotes values.
    printf '%s\n' "${program_environment[@]}" | grep -v '^PATH=' | sed -E 's/[\\"]/\\&/g; s/=(.*)/="\1"/' |
        (umask 077 && cat >"/etc/consulta/$product.env")
    # The toolchain may stand in a home folder, which a service can't see.
    ldd "$(binary_of "$product")" | awk '$3 ~ /swift\/linux\// { print $3 }' | xargs -r cp -u -t /opt/consulta/bin
done
for resource in gateway.conf Services/Gateway/Web Services/Gateway/openapi.yaml Services/Chat/Assistants \
    Services/Chat/Vocabulary Services/Chat/openapi.yaml Services/InferenceRouter/openapi.yaml; do
    mkdir -p "/opt/consulta/$(dirname "$resource")"
    rm -rf "/opt/consulta/$resource"
    cp -r "$checkout/$resource" "/opt/consulta/$resource"
done
chmod -R go+rX /opt/consulta
install -m 644 "$here"/consulta*.service "$here/consulta.target" /etc/systemd/system/
systemctl daemon-reload
systemctl enable --quiet consulta.target
say 'Listo. Inicie con: systemctl restart consulta.target   El enlace del primer inicio: cat /var/lib/consulta/run/setup-link'
