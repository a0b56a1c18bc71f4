import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Imports a table of people in one transaction, or says what that would do.
struct PeopleImport: Sendable {
    let users: UserStore

    /// What was done.
    struct Outcome: Sendable {
        let plan: ImportPlan
        /// By the ids of those who were created.
        var links: [String: OneTimeLink] = [:]
        /// People whose tokens of before say what is no longer so.
        var outdated: [String] = []
    }

    func preview(_ table: ImportTable, at now: Date = Date()) async throws -> Outcome {
        try await users.database.read { db in Outcome(plan: try plan(table, at: now, in: db)) }
    }

    func run(_ table: ImportTable, by origin: AuditOrigin, at now: Date = Date()) async throws -> Outcome {
        try await users.database.write { db in
            var outcome = Outcome(plan: try plan(table, at: now, in: db))
            let groups = try makeGroups(outcome.plan, by: origin, at: now, in: db)
            try create(&outcome, groups, by: origin, at: now, in: db)
            for line in outcome.plan.lines {
                guard case .update(let person, var change, let keys, _) = line.step else { continue }
                change.groupIDs = Set(keys.compactMap { groups[$0] })
                if try users.apply(change, to: person.user, by: origin, at: now, in: db) {
                    outcome.outdated.append(person.user.id)
                }
            }
            try users.registry.trail.record(.usersImported, by: origin, in: db)
            return outcome
        }
    }

    private func plan(_ table: ImportTable, at now: Date, in db: Connection) throws -> ImportPlan {
        let registry = users.registry
        let everybody = try registry.users("1 = 1", in: db)
        let memberships = try UserGroup.allMemberships(in: db)
        let known = KnownPeople(
            everybody.map { Person(user: $0, groups: memberships[$0.id] ?? []) },
            groups: try db.all("SELECT id, name, kind FROM user_groups"),
            administrators: try users.administrators(in: db)
        )
        return ImportPlanner.plan(table, among: known, at: now)
    }

    /// Ids of all groups, by their keys.
    private func makeGroups(_ plan: ImportPlan, by origin: AuditOrigin, at now: Date, in db: Connection) throws
        -> [String: String]
    {
        for group in plan.newGroups.values.sorted(by: { $0.key < $1.key }) {
            let id = newID(at: now)
            guard try GroupStore.insert(id, group.name, group.kind, at: now, in: db) else { continue }
            try users.registry.trail.record(.groupCreated, by: origin, object: AuditObject("group", id), in: db)
        }
        let rows = try db.rows("SELECT id, name_key FROM user_groups")
        return try rows.reduce(into: [:]) { $0[try $1.get("name_key")] = try $1.get("id", as: String.self) }
    }

    private func create(
        _ outcome: inout Outcome,
        _ groups: [String: String],
        by origin: AuditOrigin,
        at now: Date,
        in db: Connection
    ) throws {
        var (people, members): ([User], [SQL]) = ([], [])
        for line in outcome.plan.lines {
            guard case .create(let user, let keys) = line.step else { continue }
            people.append(user)
            outcome.links[user.id] = OneTimeLink(at: now)
            for group in Set(keys.compactMap { groups[$0] }) { members.append("(\(group), \(user.id))") }
        }
        try users.insert(people, in: db)
        try db.insert(members, into: "group_members (group_id, user_id)")
        try OneTimeLinkStore.insert(outcome.links.map { ($0, $1) }, in: db)
        for user in people { try users.registry.trail.record(.userCreated, by: origin, of: user.id, at: now, in: db) }
    }
}
