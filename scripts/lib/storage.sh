# shellcheck shell=bash
# shellcheck disable=SC2154  # common.sh sets them
# Where a daemon's data is, and how it is taken out and put back.

# The daemon's own URL, else the one that all share, else nothing: a SQLite file.
database_url() {
    local variable
    variable=$(prefix_of "$1")_DATABASE_URL
    printf '%s' "${!variable:-${DATABASE_URL:-}}"
}

# The path of a product's SQLite file; nothing where it is in PostgreSQL.
sqlite_file() {
    local url
    url=$(database_url "$1")
    case $url in
    postgres://* | postgresql://*) ;;
    '') printf '%s' "$CONSULTA_HOME/data/$1.sqlite" ;;
    sqlite:///*) printf '%s' "${url#sqlite://}" ;;
    sqlite:*) printf '%s' "${url#sqlite:}" ;;
    *) printf '%s' "$url" ;;
    esac
}

needs() {
    command -v "$1" >/dev/null || die "falta el programa «$1» (paquete $2)."
}

# Runs a client of PostgreSQL with a product's URL as its last argument; the password is not in the list of processes.
with_url() {
    local url password=''
    url=$(database_url "$1")
    shift
    if [[ $url =~ ^(postgres(ql)?://[^:/@]*):([^@]*)@(.*)$ ]]; then
        url="${BASH_REMATCH[1]}@${BASH_REMATCH[4]}"
        printf -v password '%b' "${BASH_REMATCH[3]//%/\\x}"
    fi
    if [[ $password ]]; then PGPASSWORD=$password "$@" --dbname="$url"; else "$@" --dbname="$url"; fi
}

# One consistent moment of a product's database, into a folder, while the daemon goes on writing.
dump_database() {
    local product=$1 folder=$2 file
    file=$(sqlite_file "$product")
    if [[ $file ]]; then
        [[ -f $file ]] || return 0
        needs sqlite3 sqlite3
        sqlite3 -readonly "$file" ".timeout 60000" ".backup '$folder/$product.sqlite'"
        [[ $(sqlite3 "$folder/$product.sqlite" 'PRAGMA integrity_check') == ok ]] ||
            die "la copia de $product está dañada."
    else
        needs pg_dump postgresql-client
        with_url "$product" pg_dump --format=custom --no-owner --no-acl --schema="\"$product\"" \
            --file="$folder/$product.dump"
    fi
}

restore_database() {
    local product=$1 folder=$2 file
    file=$(sqlite_file "$product")
    if [[ $file ]]; then
        [[ -f $folder/$product.sqlite ]] || return 0
        mkdir -p "$(dirname "$file")"
        rm -f "$file" "$file-wal" "$file-shm"
        cp "$folder/$product.sqlite" "$file"
        chmod 600 "$file"
    else
        [[ -f $folder/$product.dump ]] || die "el respaldo no tiene la base de $product para PostgreSQL."
        needs pg_restore postgresql-client
        with_url "$product" psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 \
            --command "SET client_min_messages = warning; DROP SCHEMA IF EXISTS \"$product\" CASCADE"
        with_url "$product" pg_restore --no-owner --no-acl --exit-on-error --single-transaction "$folder/$product.dump"
    fi
}
