import Foundation

/// The connection of one pool thread: opened at first use, replaced once it is dead.
final class PostgresSession {
    /// The server ends a statement by itself when its time is over, and says so within this.
    private static let grace = Duration.seconds(5)

    private let settings: PostgresSettings
    private let reconnected: @Sendable () -> Void
    private var link: PostgresLink?
    private var hasConnected = false

    init(settings: PostgresSettings, reconnected: @escaping @Sendable () -> Void) {
        self.settings = settings
        self.reconnected = reconnected
    }

    enum Transaction: String {
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case write = "BEGIN ISOLATION LEVEL SERIALIZABLE"
        /// Sees what others committed while it waited for its lock.
        case migration = "BEGIN ISOLATION LEVEL READ COMMITTED"
    }

    /// Runs the closure as one transaction. Throws `ConnectionLost` where it certainly did not take effect.
    func perform<Value>(_ kind: Transaction, _ body: (Connection) throws -> Value) throws -> Value {
        let link = try begin(kind)
        link.patience = (kind == .migration ? settings.limits.migration : settings.limits.statement) + Self.grace
        let value: Value
        do {
            value = try Connection(PostgresStatements(link: link)).perform(body)
        } catch {
            rollBack(link)
            throw link.isAlive ? error : ConnectionLost(reason: link.message)
        }
        try commit(link, kind)
        return value
    }

    /// Rewrites each table of the schema, or lets a large one reuse the space, and takes new statistics, which are samples
    /// of values. Outside of any transaction, as it must be.
    func expunge(_ limits: DatabaseLimits) throws {
        try waitForOlderTransactions(limits)
        let tables = try perform(.read) { connection in
            try connection.rows(
                """
                SELECT quote_ident(relname) AS name, pg_total_relation_size(oid) AS size FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY relname
                """
            ).map { (name: try $0.get("name", as: String.self), size: try $0.get("size", as: Int64.self)) }
        }
        guard let link else { throw DatabaseError.unavailable("no connection") }
        link.patience = limits.expunging + Self.grace
        try link.run("SET statement_timeout = '\(limits.expunging.milliseconds)'")
        defer { _ = try? link.run("SET statement_timeout = '\(limits.statement.milliseconds)'") }
        for table in tables {
            try link.run("VACUUM (\(table.size <= limits.rewriting ? "FULL, " : "")ANALYZE) \(table.name)")
        }
        // The samples of before, which transactions that have begun since may still see. Only the database's owner may:
        // others' servers leave it to their own cleaning.
        try waitForOlderTransactions(limits)
        link.patience = limits.expunging + Self.grace
        _ = try? link.run("VACUUM (FULL) pg_catalog.pg_statistic")
    }

    /// What an open transaction might still see would be kept; each gets the time of a statement to end.
    private func waitForOlderTransactions(_ limits: DatabaseLimits) throws {
        let end = ContinuousClock.now + limits.statement
        let next = try perform(.read) {
            try $0.value("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS value", as: Int64.self)
        }
        guard let next else { return }
        while ContinuousClock.now < end {
            let open = try perform(.read) {
                try $0.value(
                    """
                    SELECT COUNT(*) AS value FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND backend_type IN ('client backend', 'autovacuum worker')
                    AND age(COALESCE(backend_xmin, backend_xid))
                        > pg_snapshot_xmax(pg_current_snapshot())::text::bigint - \(next)
                    """,
                    as: Int.self
                )
            }
            if open == 0 { return }
            usleep(10_000)
        }
    }

    /// A dead connection shows itself here, before anything was done, and is replaced.
    private func begin(_ kind: Transaction) throws -> PostgresLink {
        if let link {
            do {
                link.patience = settings.limits.answering
                try link.run(kind.rawValue)
                return link
            } catch  where !link.isAlive {
                self.link = nil
            }
        }
        let link = try PostgresLink(settings)
        if hasConnected { reconnected() }
        hasConnected = true
        try link.run(kind.rawValue)
        self.link = link
        return link
    }

    private func commit(_ link: PostgresLink, _ kind: Transaction) throws {
        do {
            // The server answers ROLLBACK where the transaction had failed.
            guard try link.run("COMMIT") == "COMMIT" else { throw DatabaseError.transactionFailed }
        } catch {
            rollBack(link)
            if link.isAlive { throw error }
            throw kind == .read ? ConnectionLost(reason: link.message) : DatabaseError.commitInDoubt
        }
    }

    private func rollBack(_ link: PostgresLink) {
        if link.isAlive, !link.isIdle { _ = try? link.run("ROLLBACK") }
        if !link.isAlive || !link.isIdle { self.link = nil }
    }
}

/// The connection broke before the commit was sent, so the server rolled back: the transaction may run again.
struct ConnectionLost: Error {
    let reason: String
}

/// Statements of one PostgreSQL transaction.
struct PostgresStatements: Statements {
    let link: PostgresLink

    var dialect: Dialect { .postgres }

    func execute(_ sql: SQL) throws -> Int { try link.query(sql).changes }
    func rows(_ sql: SQL) throws -> [Row] { try link.query(sql).rows() }
    func run(script: String) throws { try link.run(script) }
}
