#!/usr/bin/env bash
# Makes what compose.yaml mounts as secrets, in deploy/secrets; what is there already is kept.
set -euo pipefail
umask 022
daemons=(gateway chat analysis municipio documents inference-router)
secrets=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets
# Containers read the files as another account; the folder keeps this machine's accounts out.
mkdir -p "$secrets/public"
chmod 700 "$secrets"
cd "$secrets"

if [[ -e postgres-password ]]; then
    printf 'Ya existen en %s. Para hacerlos de nuevo, borre esa carpeta y los datos de PostgreSQL.\n' "$secrets"
    exit 0
fi

redis_password=$(openssl rand -hex 24)
printf 'requirepass %s\n' "$redis_password" >redis-conf
: >postgres-roles
for daemon in "${daemons[@]}"; do
    password=$(openssl rand -hex 24)
    printf 'postgres://%s:%s@postgres:5432/consulta' "$daemon" "$password" >"$daemon-database-url"
    printf 'redis://:%s@redis:6379/0' "$redis_password" >"$daemon-redis-url"
    printf 'CREATE ROLE "%s" LOGIN PASSWORD '\''%s'\'';\nGRANT CONNECT, CREATE ON DATABASE consulta TO "%s";\n' \
        "$daemon" "$password" "$daemon" >>postgres-roles

    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$daemon-signing-key" 2>/dev/null
    # A key's name is its daemon's and its public half's digest, without the last line's end.
    public=$(openssl pkey -in "$daemon-signing-key" -pubout)
    digest=$(printf '%s' "$public" | sha256sum)
    mkdir -p "public/$daemon"
    printf '%s' "$public" >"public/$daemon/${digest:0:32}.pem"
done
chmod 644 ./*-signing-key
printf 'REVOKE ALL ON DATABASE consulta FROM PUBLIC;\n' >>postgres-roles
openssl rand -hex 24 >postgres-password
printf 'Secretos creados en %s. Inicie con: docker compose up --build --detach\n' "$secrets"
