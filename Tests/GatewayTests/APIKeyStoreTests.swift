import DaemonTesting
import Foundation
import Gateway
import Persistence
import SuiteProtocol
import Testing

@Suite struct APIKeyStoreTests {
    private static func withStore(
        _ engine: TestDatabase,
        _ body: (APIKeyStore, _ owner: User, Database) async throws -> Void
    ) async throws {
        try await PeopleDatabase.run(engine) { people in
            try await body(people.keys, try await people.person("ana", [.admin]), people.database)
        }
    }

    @Test(arguments: TestDatabase.engines) func aKeyIsFoundByItselfAndStoredNowhere(engine: TestDatabase) async throws {
        try await Self.withStore(engine) { keys, owner, database in
            let (key, secret) = try await keys.create(
                NewAPIKey(name: " Cuaderno ", dataClass: .internal),
                for: owner.id,
                by: PeopleDatabase.origin
            )
            #expect(secret.text.hasPrefix("ck_") && secret.text.utf8.count == 46 && "\(secret)" == "…")
            #expect(key.name == "Cuaderno" && key.dataClass == .internal && key.scopes == [.inference])
            #expect(key.prefix == secret.text.prefix(11) && key.expiresAt == nil && key.lastUsedAt == nil)
            let found = try #require(try await keys.find(secret))
            #expect(found.key == key && found.owner == owner)
            #expect(try await keys.find(OpaqueToken(text: secret.text + "x")) == nil)
            let columns = try await database.read { db in
                try db.rows("SELECT prefix, scopes, sealed_name FROM api_keys").map { row in
                    let name = String(decoding: try row.get("sealed_name", as: Data.self), as: UTF8.self)
                    return "\(name) \(try row.get("prefix", as: String.self))"
                }
            }
            #expect(!columns.joined().contains(secret.text.dropFirst(11)))
            #expect(!columns.joined().contains("Cuaderno"))
        }
    }

    @Test(arguments: TestDatabase.engines) func anExpiredOrRevokedKeyServesNobody(engine: TestDatabase) async throws {
        try await Self.withStore(engine) { keys, owner, _ in
            let now = Date()
            let brief = try NewAPIKey(name: "a", expiresAt: now.addingTimeInterval(60), at: now)
            let (_, expiring) = try await keys.create(brief, for: owner.id, by: PeopleDatabase.origin, at: now)
            #expect(try await keys.find(expiring, at: now.addingTimeInterval(59)) != nil)
            #expect(try await keys.find(expiring, at: now.addingTimeInterval(61)) == nil)

            let (key, secret) = try await keys.create(NewAPIKey(name: "b"), for: owner.id, by: PeopleDatabase.origin)
            #expect(try await keys.revoke(key.id, of: newID(), by: PeopleDatabase.origin) == false)
            #expect(try await keys.find(secret) != nil)
            #expect(try await keys.revoke(key.id, of: owner.id, by: PeopleDatabase.origin))
            #expect(try await keys.revoke(key.id, of: owner.id, by: PeopleDatabase.origin) == false)
            #expect(try await keys.find(secret) == nil)
            #expect(try await keys.list(of: owner.id).map(\.name) == ["a"])
        }
    }

    @Test(arguments: TestDatabase.engines) func aKeyOfSomebodySuspendedServesNobody(engine: TestDatabase) async throws {
        try await Self.withStore(engine) { keys, owner, database in
            let (_, secret) = try await keys.create(NewAPIKey(name: "a"), for: owner.id, by: PeopleDatabase.origin)
            _ = try await database.write { db in
                try db.execute("UPDATE users SET suspended_at = \(Date()) WHERE id = \(owner.id)")
            }
            #expect(try await keys.find(secret) == nil)
        }
    }

    @Test(arguments: TestDatabase.engines) func theLastUseNeverGoesBack(engine: TestDatabase) async throws {
        try await Self.withStore(engine) { keys, owner, _ in
            let (key, _) = try await keys.create(NewAPIKey(name: "a"), for: owner.id, by: PeopleDatabase.origin)
            let now = Date(timeIntervalSince1970: 1_800_000_000)
            try await keys.recordUses([key.id: now, newID(): now])
            try await keys.recordUses([key.id: now.addingTimeInterval(-60)])
            #expect(try await keys.list(of: owner.id).first?.lastUsedAt == now)
        }
    }

    @Test(arguments: TestDatabase.engines) func nobodyHasMoreThanFifty(engine: TestDatabase) async throws {
        try await Self.withStore(engine) { keys, owner, _ in
            var last: String?
            for number in 0..<APIKeyStore.most {
                last = try await keys.create(NewAPIKey(name: "\(number)"), for: owner.id, by: PeopleDatabase.origin).key
                    .id
            }
            await #expect(throws: APIKeyError.tooMany) {
                try await keys.create(NewAPIKey(name: "x"), for: owner.id, by: PeopleDatabase.origin)
            }
            #expect(try await keys.revoke(#require(last), of: owner.id, by: PeopleDatabase.origin))
            _ = try await keys.create(NewAPIKey(name: "x"), for: owner.id, by: PeopleDatabase.origin)
        }
    }

    @Test func whatIsWrongWithANewKeyIsSaid() throws {
        #expect(throws: APIKeyError.invalidName) { try NewAPIKey(name: "a\nb") }
        #expect(throws: APIKeyError.scopesMissing) { try NewAPIKey(name: "a", scopes: []) }
        #expect(throws: APIKeyError.expiryPassed) { try NewAPIKey(name: "a", expiresAt: Date()) }
    }
}
