import DaemonTesting
import Foundation
import Logging
import CoreMetrics
import Persistence
import Testing

@Suite struct FileFaultTests {
    private static func open(_ url: String) async throws -> Database {
        try await Database(
            url: url,
            schema: "test",
            migrations: [],
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            metrics: NOOPMetricsHandler.instance
        )
    }

    private static func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    @Test func aServerThatIsAwayIsUnavailable() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await Self.open("postgres://ana:secreto@/clinic?host=/nowhere")
        }
        guard case .unavailable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("/nowhere"))
        #expect(!reason.contains("secreto"))
    }

    @Test(arguments: ["mysql://host/name", ""]) func anotherKindOfURLIsRefused(url: String) async throws {
        await #expect(throws: DatabaseError.unsupportedURL) { try await Self.open(url) }
    }

    @Test(arguments: ["sqlite:", "sqlite://", ""]) func aFileIsItsOwnersAlone(scheme: String) async throws {
        try await Self.withFolder { folder in
            let database = try await Self.open("\(scheme)\(folder)/inner/chat.sqlite")
            try await database.write { try $0.execute("CREATE TABLE t (id TEXT)") }
            for file in ["chat.sqlite", "chat.sqlite-wal", "chat.sqlite-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/inner/\(file)")
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/inner")
            #expect(attributes[.posixPermissions] as? Int == 0o700)
            await database.close()
        }
    }

    @Test func aDamagedFileIsNamed() async throws {
        try await Self.withFolder { folder in
            try Data(repeating: 0x5A, count: 8192).write(to: URL(fileURLWithPath: "\(folder)/chat.sqlite"))
            let error = await #expect(throws: DatabaseError.self) { try await Self.open("\(folder)/chat.sqlite") }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aPlaceThatCanNotBeOpenedIsUnavailable() async throws {
        try await Self.withFolder { folder in
            let error = await #expect(throws: DatabaseError.self) { try await Self.open(folder) }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aFullDiskIsNamedAndLeavesWhatWasThere() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [Migration("t", "CREATE TABLE t (body BLOB)")]) {
            database in
            try await database.write { db in
                try db.execute("INSERT INTO t (body) VALUES (\(Data([1])))")
                _ = try db.rows("PRAGMA max_page_count = 20")
            }
            await #expect(throws: DatabaseError.full) {
                try await database.write { try $0.execute("INSERT INTO t (body) VALUES (\(Data(count: 1 << 20)))") }
            }
            let count = try await database.read { try $0.value("SELECT COUNT(*) AS value FROM t", as: Int.self) }
            #expect(count == 1)
        }
    }
}
