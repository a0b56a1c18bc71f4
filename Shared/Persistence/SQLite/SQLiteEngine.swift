import Foundation
import GRDB

/// One SQLite file in WAL mode: one writer, a few readers that see a snapshot, each on a queue of its own.
final class SQLiteEngine: Engine {
    private let pool: DatabasePool
    private let limits: DatabaseLimits

    init(path: String, limits: DatabaseLimits) async throws {
        self.limits = limits
        pool = try await DatabaseThread.run { try Self.open(path, limits) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await timed { [pool] in
            try await pool.read { try Connection(SQLiteStatements(database: $0)).perform(body) }
        }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        try await timed { [pool] in
            try await pool.write { try Connection(SQLiteStatements(database: $0)).perform(body) }
        }
    }

    /// `BEGIN IMMEDIATE` keeps other processes out, and waits for one that migrates.
    func migrate<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value {
        let end = ContinuousClock.now + .seconds(300)
        while true {
            do {
                return try await DatabaseError.translating {
                    try await pool.write { try Connection(SQLiteStatements(database: $0)).perform(body) }
                }
            } catch DatabaseError.locked where ContinuousClock.now < end {
                continue
            }
        }
    }

    /// Freed space is overwritten at once (`secure_delete`). Rewriting the file takes what moving rows left inside of
    /// pages, and cutting the log what was written before.
    func expunge() async throws {
        try await DatabaseError.translating {
            try await pool.writeWithoutTransaction { database in
                let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                let size = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 0
                if pages * size <= limits.rewriting { try database.execute(sql: "VACUUM") }
                _ = try database.checkpoint(.truncate)
            }
        }
    }

    func listen(to channel: String) -> AsyncStream<Void>? { nil }

    func close() async {
        _ = try? await DatabaseThread.run { [pool] in try pool.close() }
    }

    private func timed<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withDeadline(limits.statement, late: .statementTimeout) {
            try await DatabaseError.translating(work)
        }
    }

    private static func open(_ path: String, _ limits: DatabaseLimits) throws -> DatabasePool {
        try createPrivateFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(limits.waiting.milliseconds) / 1000)
        configuration.maximumReaderCount = 3
        configuration.prepareDatabase { database in
            // FULL syncs the log at every commit: NORMAL could lose the last ones in a power cut.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // What is deleted leaves the file too.
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA cache_size = -1024")
            try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
        }
        do {
            return try DatabasePool(path: path, configuration: configuration)
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(error)
        }
    }

    /// SQLite gives its log files the mode of the database file, so the file is made first.
    private static func createPrivateFile(_ path: String) throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw DatabaseError.unavailable("its folder can't be created")
        }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DatabaseError.unavailable(String(cString: strerror(errno))) }
        Glibc.close(descriptor)
    }
}
