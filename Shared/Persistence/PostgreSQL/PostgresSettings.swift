/// How to reach a daemon's schema in PostgreSQL. The URL holds a password: it is never printed.
struct PostgresSettings: Sendable {
    let url: String
    let schema: String
    let limits: DatabaseLimits

    /// libpq's parameters. Those before `dbname` are defaults that the URL may override.
    var parameters: [(name: String, value: String)] {
        [
            ("connect_timeout", "\(max(2, limits.connecting.components.seconds))"),
            ("application_name", "consulta \(schema)"),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            // A server that vanished without a word is noticed while a statement waits for it.
            ("tcp_user_timeout", "\(limits.statement.milliseconds + 5_000)"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
    }

    /// Run once on every new connection.
    var setUp: SQL {
        """
        SELECT set_config('search_path', quote_ident(\(schema)), false),
            set_config('statement_timeout', \("\(limits.statement.milliseconds)"), false),
            set_config('idle_in_transaction_session_timeout', '60000', false),
            set_config('client_min_messages', 'error', false)
        """
    }
}
