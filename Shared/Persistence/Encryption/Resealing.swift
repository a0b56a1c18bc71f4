import CoreMetrics
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Takes up new data keys while the daemon runs, and seals with the newest what an older one holds.
///
/// Rows are read page by page and written back only where nobody has changed them meanwhile, so that several replicas may
/// do it at once, a crash loses nothing, and whatever was done already is passed over. When a whole look found nothing
/// sealed with another key, the files are cleared of what was, that is kept, and the next start of the daemon doesn't look
/// again.
package final class Resealing: Service {
    package static let migration = Migration(
        "resealing",
        "CREATE TABLE resealed (key_id TEXT PRIMARY KEY, finished_at INTEGER NOT NULL);"
    )

    /// How far it is, as `/health` says it.
    package struct Progress: Sendable, Equatable {
        /// The key that everything is sealed with from now on.
        package let keyID: String
        /// Values that were sealed with another when they were last looked at; nil before the first look is over.
        package let left: Int?
        /// Nothing is sealed with an older key, and no replica will seal with one.
        package let isDone: Bool
    }

    /// How soon a new key is taken up, and looked again after a look that found something.
    package static let interval = Duration.seconds(15)
    /// A key is younger than this: a replica may not know of it, and seal with the one before.
    package static let settling: TimeInterval = 60
    private static let page = 200
    private static let pause = Duration.milliseconds(20)

    private let database: Database
    private let keyring: Keyring
    private let columns: [SealedColumn]
    /// What tells this database's figures from those of the daemon's others.
    private let dimensions: [(String, String)]
    private let interval: Duration
    private let settling: TimeInterval
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let state: Mutex<Progress>

    /// - Parameter name: of the database, where the daemon has more than one.
    package init(
        _ database: Database,
        _ columns: [SealedColumn],
        named name: String? = nil,
        by keyring: Keyring,
        interval: Duration = Resealing.interval,
        settling: TimeInterval = Resealing.settling,
        logger: Logger,
        metrics: any MetricsFactory
    ) {
        self.database = database
        self.keyring = keyring
        self.columns = columns
        dimensions = name.map { [("database", $0)] } ?? []
        self.interval = interval
        self.settling = settling
        self.logger = logger
        self.metrics = metrics
        state = Mutex(Progress(keyID: keyring.newestID, left: nil, isDone: false))
    }

    package var progress: Progress { state.withLock { $0 } }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await self.pass()
                } catch {
                    self.logger.warning("values could not be sealed anew", metadata: ["error": "\(error)"])
                }
                try await Task.sleep(for: self.interval)
            }
        }
    }

    /// Takes up what is new in the folder of keys, and looks through all columns where that hasn't been done for this key.
    package func pass() async throws {
        try keyring.reload()
        let newest = keyring.newestID
        let isDone = try await database.read { db in
            try !db.rows("SELECT key_id FROM resealed WHERE key_id = \(newest)").isEmpty
        }
        guard !isDone else { return tell(newest, 0, isDone: true) }
        if progress.keyID != newest { tell(newest, nil) }
        var count = 0
        for column in columns { count += try await reseal(column) }
        tell(newest, count)
        if count > 0 {
            logger.notice("values sealed anew", metadata: ["count": "\(count)", "key": "\(newest)"])
        } else if Date().timeIntervalSince(keyring.newestBirth) >= settling, keyring.newestID == newest {
            try await database.expunge()
            let now = Date()
            try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO resealed (key_id, finished_at) VALUES (\(newest), \(now)) ON CONFLICT (key_id) DO NOTHING
                    """
                )
            }
            tell(newest, 0, isDone: true)
        }
    }

    /// Returns how many values were sealed with another key than the newest.
    private func reseal(_ column: SealedColumn) async throws -> Int {
        var count = 0
        var last = ""
        while true {
            try Task.checkCancellation()
            let rows = try await database.read { [last] db in
                try db.all(
                    """
                    SELECT \(identifier: column.key) AS id, \(identifier: column.column) AS value
                    FROM \(identifier: column.table)
                    WHERE \(identifier: column.key) > \(last) AND \(identifier: column.column) IS NOT NULL
                    ORDER BY \(identifier: column.key) LIMIT \(Self.page)
                    """,
                    as: SealedValue.self
                )
            }
            let old = rows.filter { !keyring.isNewest($0.sealed) }
            if !old.isEmpty {
                let fresh = try old.map { try keyring.seal(keyring.open($0.sealed, for: $0.id), for: $0.id) }
                try await database.write { db in
                    for (value, sealed) in zip(old, fresh) {
                        try db.execute(
                            """
                            UPDATE \(identifier: column.table) SET \(identifier: column.column) = \(sealed)
                            WHERE \(identifier: column.key) = \(value.id)
                            AND \(identifier: column.column) = \(value.sealed)
                            """
                        )
                    }
                }
                count += old.count
            }
            guard rows.count == Self.page, let end = rows.last else { return count }
            last = end.id
            try await Task.sleep(for: Self.pause)
        }
    }

    /// `/metrics` says it too: that is where whoever wants to retire a key looks.
    private func tell(_ keyID: String, _ count: Int?, isDone: Bool = false) {
        state.withLock { $0 = Progress(keyID: keyID, left: count, isDone: isDone) }
        let dimensions = [("key", keyID)] + dimensions
        if let count {
            Gauge(label: "consulta_values_under_old_keys", dimensions: dimensions, factory: metrics).record(count)
        }
        Gauge(label: "consulta_resealed", dimensions: dimensions, factory: metrics).record(isDone ? 1 : 0)
    }
}

private struct SealedValue: RowDecodable {
    let id: String
    let sealed: Data

    init(row: Row) throws {
        id = try row.get("id")
        sealed = try row.get("value")
    }
}
