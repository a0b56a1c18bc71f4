import Audit
import DaemonTesting
import Foundation
import Gateway
import Persistence
import SuiteProtocol
import Testing

@Suite struct UserStoreTests {
    private static func names(_ people: PeopleDatabase, _ search: String) async throws -> [String] {
        try await people.users.list(UserFilter(search: search), limit: 50).people.map(\.user.name)
    }

    @Test(arguments: TestDatabase.engines) func peopleAreFoundByTheBeginningsOfWords(engine: TestDatabase) async throws
    {
        try await PeopleDatabase.run(engine) { people in
            _ = try await people.person("anuñez", name: "Ana María Núñez Peña", email: "ana@liceo.example")
            _ = try await people.person("bgil", [.tutor], name: "Bruno Gil", email: "tutoria@liceo.example")
            for search in [
                "a", "an", "nun", "nuñe", "NÚÑEZ", "nunez", "pena an", "María", "ana@liceo.example", "anuñez",
            ] {
                #expect(try await Self.names(people, search) == ["Ana María Núñez Peña"], "\(search)")
            }
            for search in ["tutor", "tutoria@", "gil b"] {
                #expect(try await Self.names(people, search) == ["Bruno Gil"], "\(search)")
            }
            for search in ["nunezz", "ana gil", "uñez", "liceo", "marian"] {
                #expect(try await Self.names(people, search).isEmpty, "\(search)")
            }
            #expect(try await Self.names(people, "").count == 2)
        }
    }

    @Test(arguments: TestDatabase.engines) func aNewNameIsFoundAndTheOldOneNoLonger(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let user = try await people.person("ana", name: "Ana Ruiz", email: "ruiz@liceo.example")
            let change = try UserChange(name: "Ana Vega", email: "vega@liceo.example")
            _ = try await people.users.change(user.id, change, by: PeopleDatabase.origin)
            #expect(try await Self.names(people, "vega") == ["Ana Vega"])
            #expect(try await Self.names(people, "ruiz").isEmpty)
            #expect(try await people.users.user(email: "VEGA@liceo.example")?.id == user.id)
            #expect(try await people.users.user(email: "ruiz@liceo.example") == nil)
        }
    }

    @Test(arguments: TestDatabase.engines) func filtersAndPagesGoTogether(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            for number in 0..<7 { _ = try await people.person("alumno\(number)", name: "Alumno \(number)") }
            let tutor = try await people.person("tania", [.tutor, .teacher], name: "Tania")
            _ = try await people.users.suspend(tutor.id, by: PeopleDatabase.origin)
            let group = try await people.groups.create(name: "1.º A", kind: .class, by: PeopleDatabase.origin)
            #expect(try await people.groups.add(tutor.id, to: group.id, by: PeopleDatabase.origin))
            #expect(try await people.groups.add(tutor.id, to: group.id, by: PeopleDatabase.origin) == false)

            for filter in [UserFilter(role: .student), UserFilter(search: "alumn"), UserFilter(search: "al")] {
                let first = try await people.users.list(filter, limit: 4)
                #expect(first.total == 7 && first.people.count == 4 && first.next == first.people.last?.user.id)
                let second = try await people.users.list(filter, after: first.next, limit: 4)
                #expect(second.total == 7 && second.people.count == 3 && second.next == nil)
            }
            for filter in [
                UserFilter(role: .teacher), UserFilter(groupID: group.id), UserFilter(status: .suspended),
                UserFilter(search: "tan", role: .tutor, groupID: group.id, status: .suspended),
            ] {
                let page = try await people.users.list(filter, limit: 4)
                #expect(page.people.map(\.user.id) == [tutor.id] && page.total == 1)
                #expect(page.people.first?.groups.map(\.name) == ["1.º A"])
            }
            #expect(try await people.users.list(UserFilter(role: .admin), limit: 4).total == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func twoAdministratorsCantDemoteEachOther(engine: TestDatabase) async throws
    {
        try await PeopleDatabase.run(engine) { people in
            let pair = [try await people.person("ana", [.admin]), try await people.person("eva", [.admin])]
            let users = people.users
            let refusals = await withTaskGroup(of: Bool.self) { group in
                for user in pair {
                    group.addTask {
                        let done = try? await users.change(
                            user.id,
                            UserChange(roles: [.teacher]),
                            by: PeopleDatabase.origin
                        )
                        return done == nil
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refusals == 1)
            #expect(try await users.list(UserFilter(role: .admin), limit: 9).total == 1)
        }
    }

    @Test(arguments: TestDatabase.engines) func aLinkServesForThreeDays(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let now = Date()
            let new = try NewUser(name: "Ana Ruiz", roles: [.student])
            let user = try await people.users.create(new, by: PeopleDatabase.origin).user
            #expect(user.status == .invited && user.username == "ana.ruiz")
            let link = try await people.links.create(for: user.id, by: PeopleDatabase.origin, at: now)
            let late = now.addingTimeInterval(72 * 3600 + 1)
            await #expect(throws: UserError.linkInvalid) { _ = try await people.links.find(link.token, at: late) }
            let early = now.addingTimeInterval(72 * 3600 - 1)
            #expect(try await people.links.find(link.token, at: early).purpose == .invitation)
            await #expect(throws: UserError.linkInvalid) {
                _ = try await people.links.use(link.token, hash: "h", by: { _ in PeopleDatabase.origin }, at: late)
            }
            _ = try await people.links.use(link.token, hash: "h", by: { _ in PeopleDatabase.origin }, at: early)
            #expect(try await people.users.credentials(of: "ana.ruiz")?.hash == "h")
            await #expect(throws: UserError.linkInvalid) { _ = try await people.links.find(link.token, at: early) }
        }
    }

    @Test(arguments: TestDatabase.engines) func whatChangesIsInTheAuditAndNoNameIs(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let user = try await people.person("ana", name: "Ana Ruiz")
            _ = try await people.users.change(user.id, UserChange(name: "Eva Ruiz"), by: PeopleDatabase.origin)
            _ = try await people.users.change(user.id, UserChange(roles: [.tutor]), by: PeopleDatabase.origin)
            let opened = try await people.sessions.open(for: user.id, from: SignInOrigin(network: "10.0.0.7"))
            _ = try await people.users.suspend(user.id, by: PeopleDatabase.origin)
            let entries = try await people.recorded()
            #expect(
                entries.map(\.action) == [
                    "user.created", "user.changed", "user.roles_changed", "session.started", "user.suspended",
                ]
            )
            #expect(entries.allSatisfy { $0.subject == user.id && $0.result == .ok })
            #expect(entries[3].network == "10.0.0.7" && entries[3].actor == user.id)
            #expect(try await people.sessions.expiry(of: opened.sessionID) == nil)
        }
    }

    @Test(arguments: [
        ("Ana Ruiz", "ana.ruiz"), ("Ana María Ruiz López", "ana.ruiz"), ("Ana Ruiz López", "ana.ruiz"),
        ("Núñez de la Peña, José Luis", "jose.nunez"), ("Íñigo", "inigo"), ("X", "persona"), ("¡!", "persona"),
        ("María del Carmen Gil Soto", "maria.gil"), ("Jean-Luc Picard", "jean.luc"),
    ]) func aUsernameIsMadeFromTheName(name: String, expected: String) async throws {
        try await PeopleDatabase.run(.sqlite) { people in
            let first = try await people.users.create(NewUser(name: name, roles: [.student]), by: PeopleDatabase.origin)
            #expect(first.user.username == expected)
            let second = try await people.users.create(
                NewUser(name: name, roles: [.student]),
                by: PeopleDatabase.origin
            )
            #expect(second.user.username == expected + "2")
        }
    }

    @Test(arguments: TestDatabase.engines) func whatWasWrittenPlainlyIsSealedAtBoot(engine: TestDatabase) async throws {
        let keyring = try PeopleDatabase.keyring()
        let migrations = PeopleFeature.migrations(keyring) + [Outbox.migration]
        let old = ["users", "sessions", "known_devices", "api_keys"]
        try await engine.withPlace { place in
            let id = newID()
            let plain = migrations.filter { old.contains($0.id) }
            try await place.withDatabase(migrations: plain) { database in
                try await database.write { db in
                    for (id, name, username) in [(id, "Ana Ruiz", "Ana"), (newID(), "Eva Gil", "eva")] {
                        try db.execute(
                            """
                            INSERT INTO users (id, username, username_key, name, email, roles, password_hash, created_at)
                            VALUES (\(id), \(username), \(username.lowercased()), \(name), 'familia@liceo.example',
                                    'student', 'h', \(Date()))
                            """
                        )
                    }
                    try db.execute(
                        """
                        INSERT INTO api_keys (id, user_id, name, hash, prefix, scopes, created_at)
                        VALUES (\(newID()), \(id), 'Cuaderno', \(Data([1])), 'ck_', 'inference', \(Date()))
                        """
                    )
                }
            }
            try await place.withDatabase(migrations: migrations) { database in
                let registry = PeopleRegistry(
                    database: database,
                    keyring: keyring,
                    trail: AuditTrail(daemon: "gateway")
                )
                let users = UserStore(registry)
                let found = try #require(try await users.credentials(of: "ANA"))
                #expect(found.user.name == "Ana Ruiz" && found.user.username == "Ana" && found.hash == "h")
                #expect(found.user.status == .active && found.user.roles == [.student])
                #expect(try await users.user(email: "familia@liceo.example")?.id == id)
                #expect(
                    try await users.list(UserFilter(search: "gil"), limit: 5).people.map(\.user.name) == ["Eva Gil"]
                )
                #expect(try await APIKeyStore(registry).list(of: id).map(\.name) == ["Cuaderno"])
            }
            guard case .sqlite = engine else { return }
            let file = try Data(contentsOf: URL(filePath: String(place.url.dropFirst("sqlite:".count))))
            for word in ["Ana Ruiz", "Eva Gil", "familia@liceo.example", "Cuaderno"] {
                #expect(file.firstRange(of: Data(word.utf8)) == nil, "\(word)")
            }
        }
    }
}
