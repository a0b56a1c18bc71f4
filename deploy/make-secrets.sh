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

# With an older version's secrets, only what came since is made.
had_roles='' missing=()
# Written last: without it, all is made anew.
[[ ! -e postgres-password ]] || had_roles=1
for daemon in "${daemons[@]}"; do [[ $had_roles && -e $daemon-signing-key ]] || missing+=("$daemon"); done
if [[ $had_roles ]] && ((${#missing[@]} == 0)); then
    printf 'Ya existen en %s. Para hacerlos de nuevo, borre esa carpeta y los datos de PostgreSQL.\n' "$secrets"
    exit 0
fi

if [[ ! $had_roles ]]; then
    printf 'requirepass %s\n' "$(openssl rand -hex 24)" >redis-conf
    printf 'REVOKE ALL ON DATABASE consulta FROM PUBLIC;\n' >postgres-roles
fi
redis_password=$(sed -n 's/^requirepass //p' redis-conf)
for daemon in "${missing[@]}"; do
    password=$(openssl rand -hex 24)
    printf 'postgres://%s:%s@postgres:5432/consulta' "$daemon" "$password" >"$daemon-database-url"
    printf 'redis://:%s@redis:6379/0' "$redis_password" >"$daemon-redis-url"
    printf 'CREATE ROLE "%s" LOGIN PASSWORD '\''%s'\'';\nGRANT CONNECT, CREATE ON DATABASE consulta TO "%s";\n' \
        "$daemon" "$password" "$daemon" | tee "$daemon-role.sql" >>postgres-roles

    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$daemon-signing-key" 2>/dev/null
    # A key's name is its daemon's and its public half's digest, without the last line's end.
    public=$(openssl pkey -in "$daemon-signing-key" -pubout)
    digest=$(printf '%s' "$public" | sha256sum)
    mkdir -p "public/$daemon"
    printf '%s' "$public" >"public/$daemon/${digest:0:32}.pem"
done
chmod 644 ./*-signing-key
if [[ $had_roles ]]; then
    printf 'Secretos nuevos en %s para: %s. PostgreSQL ya tiene datos: cree sus usuarios una vez con\n' "$secrets" "${missing[*]}"
    printf '  docker compose up --detach postgres\n'
    for daemon in "${missing[@]}"; do
        printf '  docker compose exec -T postgres psql --username=postgres --dbname=consulta <%s/%s-role.sql\n' "$secrets" "$daemon"
    done
    printf 'y siga con: docker compose up --build --detach\n'
    exit 0
fi
rm -f ./*-role.sql
openssl rand -hex 24 >postgres-password
printf 'Secretos creados en %s. Inicie con: docker compose up --build --detach\n' "$secrets"
