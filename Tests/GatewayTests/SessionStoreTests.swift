import DaemonTesting
import Foundation
import Gateway
import Persistence
import SuiteProtocol
import Testing

@Suite struct SessionStoreTests {
    @Test(arguments: TestDatabase.engines) func eachRefreshTokenServesOnce(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let (sessions, user) = (people.sessions, try await people.person("ana"))
            let opened = try await sessions.open(for: user.id, from: SignInOrigin())
            guard case .rotated(let owner, let session, let next) = try await sessions.rotate(opened.token) else {
                Issue.record("not rotated")
                return
            }
            #expect(owner == user.id && session == opened.sessionID)
            guard case .rotated = try await sessions.rotate(next) else {
                Issue.record("the next token does not serve")
                return
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func reuseRevokesTheFamily(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let (sessions, user) = (people.sessions, try await people.person("ana"))
            let now = Date()
            let opened = try await sessions.open(for: user.id, from: SignInOrigin(), at: now)
            guard case .rotated(_, _, let next) = try await sessions.rotate(opened.token, at: now) else {
                Issue.record("not rotated")
                return
            }
            let soon = now.addingTimeInterval(SessionStore.concurrency - 1)
            guard case .concurrent = try await sessions.rotate(opened.token, at: soon) else {
                Issue.record("two tabs are not told apart from a thief")
                return
            }
            let later = now.addingTimeInterval(SessionStore.concurrency + 1)
            guard case .reused(let session) = try await sessions.rotate(opened.token, at: later) else {
                Issue.record("reuse went unnoticed")
                return
            }
            #expect(session == opened.sessionID)
            guard case .refused = try await sessions.rotate(next, at: later) else {
                Issue.record("the family lives on")
                return
            }
            let expiry = try await sessions.expiry(of: session, at: later)
            let revoked = try await sessions.revoked(since: now)
            #expect(expiry == nil)
            #expect(revoked == [session])
        }
    }

    @Test(arguments: TestDatabase.engines) func tokensExpireAndAreForgotten(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let (sessions, user) = (people.sessions, try await people.person("ana"))
            let now = Date()
            let old = try await sessions.open(for: user.id, from: SignInOrigin(), at: now)
            let later = now.addingTimeInterval(SessionStore.longestLifetime + 1)
            guard case .refused = try await sessions.rotate(old.token, at: later) else {
                Issue.record("an expired token serves")
                return
            }
            _ = try await sessions.open(for: user.id, from: SignInOrigin(), at: later)
            let left = try await people.database.read {
                try $0.value("SELECT COUNT(*) AS value FROM sessions", as: Int.self)
            }
            #expect(left == 1)
        }
    }

    @Test(arguments: TestDatabase.engines) func namesAreUniqueWhateverTheirCapitals(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let users = people.users
            let user = try await users.create(
                NewUser(username: Username("Iñaki.López"), name: "Iñaki", roles: [.clerk]),
                hash: "h",
                by: PeopleDatabase.origin
            ).user
            await #expect(throws: UserError.usernameTaken) {
                _ = try await users.create(
                    NewUser(username: Username("IÑAKI.LÓPEZ"), name: "Otro", roles: [.clerk]),
                    hash: "h",
                    by: PeopleDatabase.origin
                )
            }
            // The same letters, with their accents written apart.
            let found = try await users.credentials(of: " in\u{303}aki.lo\u{301}pez ")
            #expect(found?.user == user)
            #expect(found?.hash == "h")
        }
    }

    @Test(arguments: TestDatabase.engines) func onlyOneCanBeFirst(engine: TestDatabase) async throws {
        try await PeopleDatabase.run(engine) { people in
            let users = people.users
            let created = try await withThrowingTaskGroup(of: User?.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let new = try NewUser(username: Username("admin\(number)"), name: "A", roles: [.admin])
                        return try await users.createFirst(new, hash: "h", by: PeopleDatabase.origin)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(created.compactMap { $0 }.count == 1)
            let all = try await users.list(limit: 10)
            #expect(all.total == 1)
        }
    }
}
