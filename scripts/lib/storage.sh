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

ask_postgres() {
    needs psql postgresql-client
    with_url "$1" psql --quiet --no-psqlrc --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$2"
}

# Whether there is anything of a product.
holds_data() {
    local file found
    file=$(sqlite_file "$1")
    if [[ $file ]]; then
        [[ -e $file ]]
    else
        found=$(ask_postgres "$1" "SELECT 1 FROM pg_namespace WHERE nspname = '$1'") ||
            die "no se puede leer la base de datos de $1."
        [[ $found ]]
    fi
}

# Whether a program has a product's database open, on this machine or, with PostgreSQL, on any.
is_in_use() {
    local file count
    file=$(sqlite_file "$1")
    if [[ $file ]]; then
        [[ -e $file ]] || return 1
        needs sqlite3 sqlite3
        [[ $(sqlite3 "$file" 'PRAGMA locking_mode = EXCLUSIVE' 'SELECT 1 FROM sqlite_schema LIMIT 1' 2>&1) == *'is locked'* ]]
    else
        count=$(ask_postgres "$1" "SELECT COUNT(*) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'consulta $1'") ||
            die "no se puede leer la base de datos de $1."
        ((count > 0))
    fi
}

# One consistent moment of a product's database, into a folder, while the daemon goes on writing.
dump_database() {
    local product=$1 folder=$2 file copy
    holds_data "$product" || return 0
    file=$(sqlite_file "$product")
    if [[ $file ]]; then
        needs sqlite3 sqlite3
        copy=$folder/$product.sqlite
        # One read transaction: SQLite's online backup would begin anew with each write of the daemon.
        sqlite3 -readonly "$file" '.timeout 60000' "VACUUM INTO '${copy//\'/\'\'}'"
        [[ $(sqlite3 "$copy" 'PRAGMA integrity_check') == ok ]] || die "la copia de $product está dañada."
    else
        needs pg_dump postgresql-client
        with_url "$product" pg_dump --format=custom --no-owner --no-acl --schema="\"$product\"" \
            --file="$folder/$product.dump"
    fi
}

# Copies a folder into another, while a daemon goes on: a file that goes meanwhile is none to miss, a full disk is.
copy_folder() {
    local statuses=(0 0)
    (cd "$1" && exec tar --create --file=- .) 2> >(grep -v 'removed before we read it\|changed as we read it' >&2) |
        tar --extract --preserve-permissions --file=- --directory "$2" || statuses=("${PIPESTATUS[@]}")
    ((statuses[0] <= 1 && statuses[1] == 0))
}

# Whether a backup has anything of a product.
is_in_backup() { [[ -f $2/$1.sqlite || -f $2/$1.dump ]]; }

# Fails where a backup isn't of the kind of database that is configured.
check_dump() {
    local product=$1 folder=$2
    if [[ $(sqlite_file "$product") ]]; then
        [[ ! -f $folder/$product.dump ]] || die "el respaldo de $product es de PostgreSQL: ponga DATABASE_URL."
    else
        [[ ! -f $folder/$product.sqlite ]] || die "el respaldo de $product es de SQLite, y DATABASE_URL nombra PostgreSQL."
        needs pg_restore postgresql-client
    fi
}

# Brings a copy beside a SQLite file: the disk may be full, and nothing is replaced until all is there.
prepare_database() {
    local product=$1 folder=$2 file
    file=$(sqlite_file "$product")
    [[ $file && -f $folder/$product.sqlite ]] || return 0
    mkdir -p "$(dirname "$file")"
    cp "$folder/$product.sqlite" "$file.restored"
    chmod 600 "$file.restored"
    chown --reference="$(dirname "$file")" "$file.restored"
    sync "$file.restored"
}

# Takes away what documents finds passages in. No backup holds it, since two databases copied at two moments would not
# agree; the daemon makes it anew from its pages.
remove_index() {
    local file
    file=$(sqlite_file documents)
    if [[ $file ]]; then
        if [[ $file == *.sqlite ]]; then file=${file%.sqlite}-index.sqlite; else file+=-index; fi
        rm -f "$file" "$file-wal" "$file-shm"
    else
        with_url documents psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --output=/dev/null --command \
            'SET client_min_messages = warning; DROP SCHEMA IF EXISTS documents_index CASCADE'
    fi
}

# In PostgreSQL all of a product is one transaction.
restore_database() {
    local product=$1 folder=$2 file
    file=$(sqlite_file "$product")
    if [[ $file ]]; then
        rm -f "$file-wal" "$file-shm"
        mv -f "$file.restored" "$file"
    else
        {
            printf 'BEGIN;\nSET LOCAL client_min_messages = warning;\nDROP SCHEMA IF EXISTS "%s" CASCADE;\n' "$product"
            pg_restore --no-owner --no-acl --file=- "$folder/$product.dump"
            # Without it, as after a failure above, all is rolled back.
            printf 'COMMIT;\n'
        } | with_url "$product" psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --output=/dev/null
    fi
}
