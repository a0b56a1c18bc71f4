import CoreMetrics
import DaemonTesting
import Foundation
import Logging
import Persistence
import Testing

/// The data key changes while everything goes on.
@Suite struct ResealingTests {
    private static let schema = [
        Migration("notes", "CREATE TABLE notes (id TEXT PRIMARY KEY, text BLOB NOT NULL, remark BLOB);"),
        Resealing.migration,
    ]
    private static let columns = [SealedColumn("notes", "text"), SealedColumn("notes", "remark")]

    private static func resealing(_ database: Database, _ keyring: Keyring, settling: TimeInterval = 0) -> Resealing {
        Resealing(
            database,
            columns,
            by: keyring,
            settling: settling,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
    }

    @Test(arguments: TestDatabase.engines) func whatAnOldKeyHoldsIsSealedAnew(engine: TestDatabase) async throws {
        try await withTemporaryDirectory { keys in
            let keyring = try Keyring(directory: keys)
            try await engine.withDatabase(migrations: Self.schema) { database in
                for number in 0..<450 { try await Self.write(number, "nota \(number)", keyring, database) }
                let resealing = Self.resealing(database, keyring)
                try await resealing.pass()
                #expect(resealing.progress.left == 0 && resealing.progress.isDone)

                let old = keyring.newestID
                try keyring.rotate()
                try await resealing.pass()
                #expect(resealing.progress.left == 450 + 225 && !resealing.progress.isDone)
                try await resealing.pass()
                #expect(resealing.progress.left == 0 && resealing.progress.isDone)
                #expect(resealing.progress.keyID != old)

                // The old key is gone, and nothing is missed.
                try FileManager.default.removeItem(atPath: "\(keys)/data-\(old).key")
                let after = try Keyring(directory: keys)
                for number in 0..<450 { #expect(try await Self.read(number, after, database) == "nota \(number)") }
            }
        }
    }

    /// Tables, the space that they freed, SQLite's log, and PostgreSQL's samples of values.
    @Test(arguments: TestDatabase.engines) func nothingUnderAnOldKeyIsLeftInTheFiles(engine: TestDatabase) async throws
    {
        try await withTemporaryDirectory { keys in
            let keyring = try Keyring(directory: keys)
            try await engine.withPlace { place in
                try await place.withDatabase(migrations: Self.schema) { database in
                    for number in 0..<450 { try await Self.write(number, "nota \(number)", keyring, database) }
                    for number in 0..<50 { try await Self.write(number, "otra nota", keyring, database) }
                    try await database.write { db in
                        try db.execute("DELETE FROM notes WHERE id > 'n4'")
                        try db.execute("ANALYZE notes")
                    }
                    // A sealed value begins with its key's id.
                    let old = try keyring.seal("", for: "").prefix(9)
                    #expect(try !Disk.files(holding: [old], below: place.files()).isEmpty)

                    try keyring.rotate()
                    let resealing = Self.resealing(database, keyring)
                    while !resealing.progress.isDone { try await resealing.pass() }
                    #expect(try Disk.files(holding: [old], below: place.files()) == [])
                    let new = try keyring.seal("", for: "").prefix(9)
                    #expect(try !Disk.files(holding: [new], below: place.files()).isEmpty)
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func underLoadOnTwoReplicasNothingIsLost(engine: TestDatabase) async throws {
        try await withTemporaryDirectory { keys in
            try await engine.withPlace { place in
                let rings = [try Keyring(directory: keys), try Keyring(directory: keys)]
                try await place.withDatabase(migrations: Self.schema) { first in
                    try await place.withDatabase(migrations: Self.schema) { second in
                        let databases = [first, second]
                        for number in 0..<300 { try await Self.write(number, "0", rings[0], first) }
                        let old = rings[0].newestID
                        try await withThrowingTaskGroup(of: Void.self) { group in
                            // Each replica writes its own rows all the time, with whatever key it knows.
                            for replica in 0..<2 {
                                group.addTask {
                                    for round in 1...20 {
                                        for number in stride(from: replica, to: 300, by: 17) {
                                            try await Self.write(number, "\(round)", rings[replica], databases[replica])
                                        }
                                    }
                                }
                            }
                            try rings[1].rotate()
                            for replica in 0..<2 {
                                group.addTask {
                                    let resealing = Self.resealing(databases[replica], rings[replica])
                                    for _ in 0..<5 { try await resealing.pass() }
                                }
                            }
                            try await group.waitForAll()
                        }
                        let last = Self.resealing(first, rings[0])
                        while !last.progress.isDone { try await last.pass() }
                        try FileManager.default.removeItem(atPath: "\(keys)/data-\(old).key")
                        // A replica that starts now knows the new key alone.
                        let after = try Keyring(directory: keys)
                        for number in 0..<300 {
                            let isWritten = number % 17 == 0 || number % 17 == 1
                            #expect(try await Self.read(number, after, second) == (isWritten ? "20" : "0"))
                        }
                    }
                }
            }
        }
    }

    @Test func aYoungKeyIsNotYetTheOnlyOne() async throws {
        try await withTemporaryDirectory { keys in
            let keyring = try Keyring(directory: keys)
            try await TestDatabase.sqlite.withDatabase(migrations: Self.schema) { database in
                let resealing = Self.resealing(database, keyring, settling: 60)
                try await resealing.pass()
                #expect(resealing.progress.left == 0 && !resealing.progress.isDone)
            }
        }
    }

    @Test func aKeyThatIsBornLaterWaitsUntilEverybodyHasIt() async throws {
        try await withTemporaryDirectory { keys in
            let keyring = try Keyring(directory: keys)
            let now = keyring.newestID
            let later = UInt64((Date().timeIntervalSince1970 + 3600) * 1000) << 16
            let line = String(later, radix: 16)
            let id = String(repeating: "0", count: 16 - line.count) + line
            let secret = Data(repeating: 7, count: 32).base64EncodedString()
            try Data("\(id):\(secret)\n".utf8).write(to: URL(filePath: "\(keys)/data-\(id).key"))
            try keyring.reload()
            #expect(keyring.newestID == now)
            let sealed = try keyring.seal("nota", for: "n1")
            #expect(try Keyring(directory: keys).open(sealed, for: "n1") == "nota")
        }
    }

    private static func write(_ number: Int, _ text: String, _ keyring: Keyring, _ database: Database) async throws {
        let id = "n\(number)"
        try await database.write { db in
            let sealed = try EncryptedText(text, for: id, by: keyring)
            let remark = number % 2 == 0 ? try EncryptedText("sobre \(text)", for: id, by: keyring) : nil
            try db.execute(
                """
                INSERT INTO notes (id, text, remark) VALUES (\(id), \(sealed), \(remark))
                ON CONFLICT (id) DO UPDATE SET text = excluded.text, remark = excluded.remark
                """
            )
        }
    }

    private static func read(_ number: Int, _ keyring: Keyring, _ database: Database) async throws -> String? {
        let id = "n\(number)"
        let row = try await database.read { try $0.rows("SELECT text, remark FROM notes WHERE id = \(id)").first }
        if let remark = try row?.get("remark", as: EncryptedText?.self) { _ = try remark.text(for: id, by: keyring) }
        return try row?.get("text", as: EncryptedText.self).text(for: id, by: keyring)
    }
}
