#!/usr/bin/env bash
# The tests' own PostgreSQL: test-postgres.sh start|restart|stop, in CONSULTA_TEST_POSTGRES_DIR on
# CONSULTA_TEST_POSTGRES_PORT. Never as root, on loopback and a Unix socket, without waiting for the disk.
set -euo pipefail

folder=$CONSULTA_TEST_POSTGRES_DIR
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
[[ -n $bin ]] || { printf 'Error: falta el paquete postgresql-15.\n' >&2 && exit 1; }

as_postgres() {
    if ((EUID == 0)); then runuser -u postgres -- "$@"; else "$@"; fi
}

# The server outlives this script, and keeps no descriptor by which a caller would wait for its end.
let_go() {
    local descriptor
    for descriptor in "/proc/$BASHPID/fd/"*; do
        descriptor=${descriptor##*/}
        ((descriptor < 3 || descriptor == 255)) || exec {descriptor}>&-
    done
}

control() { (cd / && as_postgres "$bin/pg_ctl" --pgdata "$folder/data" --wait --silent "$@"); }

let_go
case ${1:-} in
start)
    if [[ ! -d $folder/data ]]; then
        mkdir -p "$folder"
        ((EUID != 0)) || chown postgres: "$folder"
        (cd / && as_postgres "$bin/initdb" --pgdata "$folder/data" --username postgres --auth trust --no-sync \
            --encoding UTF8 --locale C.UTF-8 >/dev/null)
    fi
    control --log "$folder/log" --options "-p $CONSULTA_TEST_POSTGRES_PORT -k $folder -h 127.0.0.1 -c fsync=off \
        -c full_page_writes=off -c max_connections=200 -c min_wal_size=32MB -c max_wal_size=128MB" start
    ;;
restart) control --mode fast --log "$folder/log" restart ;;
stop) control --mode fast stop ;;
*)
    printf 'Uso: test-postgres.sh start|restart|stop\n' >&2
    exit 2
    ;;
esac
