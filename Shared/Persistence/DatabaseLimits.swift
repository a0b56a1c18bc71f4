/// How long and how much: the defaults suit a daemon of the suite.
package struct DatabaseLimits: Sendable {
    /// PostgreSQL connections, opened as they are needed.
    package var connections = 4
    /// How long a caller waits for one of them.
    package var waiting: Duration = .seconds(5)
    package var connecting: Duration = .seconds(5)
    /// How long PostgreSQL may take to begin a transaction, for which nothing waits; then it is taken to hang.
    package var answering: Duration = .seconds(3)
    /// The longest that one statement (PostgreSQL) or one transaction (SQLite) may run.
    package var statement: Duration = .seconds(15)
    /// The longest that one statement of a migration may run, or wait for another daemon's, in PostgreSQL.
    package var migration: Duration = .seconds(300)
    /// The longest that PostgreSQL may take to rewrite one table.
    package var expunging: Duration = .seconds(600)
    /// How often a transaction that collided with another is tried.
    package var attempts = 10
    /// Bytes up to which `expunge` rewrites a SQLite file or a PostgreSQL table as a whole: others wait meanwhile.
    package var rewriting: Int64 = 1 << 30

    package init() {}
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
