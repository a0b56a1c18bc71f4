import DaemonTesting
import Foundation
import Persistence
import Testing

@Suite struct EncryptionTests {
    private static let text = "Me duele el pecho desde ayer. 🫀"

    private static func withKeys<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    @Test(arguments: TestDatabase.engines) func aColumnHoldsNothingReadable(engine: TestDatabase) async throws {
        let schema = [Migration("messages", "CREATE TABLE messages (id TEXT PRIMARY KEY, text BLOB NOT NULL)")]
        try await Self.withKeys { path in
            let keyring = try Keyring(directory: path)
            let sealed = try EncryptedText(Self.text, for: "m1", by: keyring)
            try await engine.withDatabase(migrations: schema) { database in
                let row = try await database.write { db in
                    try db.execute("INSERT INTO messages (id, text) VALUES (\("m1"), \(sealed))")
                    return try db.rows("SELECT text FROM messages").first
                }
                let stored = try #require(row).get("text", as: EncryptedText.self)
                #expect(try stored.text(for: "m1", by: keyring) == Self.text)
                #expect(stored.sealed.firstRange(of: Data("pecho".utf8)) == nil)
                #expect("\(stored)" == "encrypted text")
            }
        }
    }

    @Test func keysAreFilesOfTheirOwnerAlone() async throws {
        try await Self.withKeys { path in
            let sealed = try Keyring(directory: path).seal(Self.text, for: "m1")
            let files = try FileManager.default.contentsOfDirectory(atPath: path)
            #expect(files.count == 2)
            for file in files {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            #expect(try Keyring(directory: path).open(sealed, for: "m1") == Self.text)
        }
    }

    @Test func aMovedOrAlteredValueIsRefused() async throws {
        try await Self.withKeys { path in
            let keyring = try Keyring(directory: path)
            let sealed = try keyring.seal(Self.text, for: "m1")
            #expect(throws: KeyringError.unauthentic) { try keyring.open(sealed, for: "m2") }
            for index in [9, 21, sealed.count - 1] {
                var altered = sealed
                altered[index] ^= 1
                #expect(throws: KeyringError.unauthentic) { try keyring.open(altered, for: "m1") }
            }
            #expect(throws: KeyringError.malformedValue) { try keyring.open(Data([1, 2, 3]), for: "m1") }
            #expect(throws: KeyringError.malformedValue) { try keyring.open(Data([9]) + sealed.dropFirst(), for: "m1") }
        }
    }

    @Test func anotherInstallationsKeysDoNotOpenIt() async throws {
        try await Self.withKeys { path in
            let sealed = try Keyring(directory: path).seal(Self.text, for: "m1")
            try await Self.withKeys { other in
                let error = #expect(throws: KeyringError.self) { try Keyring(directory: other).open(sealed, for: "m1") }
                guard case .unknownKey = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test func afterARotationOldAndNewOpenEverywhere() async throws {
        try await Self.withKeys { path in
            let keyring = try Keyring(directory: path)
            let replica = try Keyring(directory: path)
            let old = try keyring.seal(Self.text, for: "m1")
            let terms = keyring.searchTerms(["pecho"], for: "ana")
            try keyring.rotate()
            let new = try keyring.seal(Self.text, for: "m1")
            #expect(old[1..<9] != new[1..<9])
            for reader in [keyring, replica, try Keyring(directory: path)] {
                #expect(try reader.open(old, for: "m1") == Self.text)
                #expect(try reader.open(new, for: "m1") == Self.text)
                #expect(reader.searchTerms(["pecho"], for: "ana") == terms)
            }
        }
    }

    @Test func keysMayComeAsASecret() async throws {
        try await Self.withKeys { path in
            let keyring = try Keyring(directory: path)
            let secret = try FileManager.default.contentsOfDirectory(atPath: path)
                .map { try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8) }
                .joined()
            let mounted = try Keyring(secret: secret)
            #expect(try mounted.open(try keyring.seal(Self.text, for: "m1"), for: "m1") == Self.text)
            #expect(throws: KeyringError.notADirectory) { try mounted.rotate() }
            let withoutIndex = secret.split(separator: "\n").filter { !$0.hasPrefix("index") }.joined(separator: "\n")
            #expect(throws: KeyringError.missingIndexKey) { try Keyring(secret: withoutIndex) }
            #expect(throws: KeyringError.noDataKey) { try Keyring(secret: "") }
            #expect(throws: KeyringError.malformedKey) { try Keyring(secret: "0123456789abcdef:c2hvcnQ=") }
        }
    }

    @Test func daemonsThatStartTogetherShareOneFirstKey() async throws {
        try await Self.withKeys { path in
            let sealed = try await withThrowingTaskGroup(of: Data.self) { group in
                for _ in 0..<8 {
                    group.addTask { try Keyring(directory: path).seal(Self.text, for: "m1") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(sealed.map { $0[1..<9] }).count == 1)
            #expect(Set(sealed).count == 8)
        }
    }

    @Test func searchTermsDependOnWordAndOwner() async throws {
        try await Self.withKeys { path in
            let keyring = try Keyring(directory: path)
            let terms = keyring.searchTerms(["pecho", "dolor"], for: "ana")
            #expect(terms.allSatisfy { $0.count == 16 })
            #expect(Set(terms + keyring.searchTerms(["pecho", "dolor"], for: "luis")).count == 4)
            #expect(keyring.searchTerms(["b"], for: "a") != keyring.searchTerms([""], for: "ab"))
            #expect(keyring.searchTerms(["pecho"], for: "ana") == [terms[0]])
        }
    }
}
