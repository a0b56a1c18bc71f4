import Audit
import Foundation
import Persistence
import SuiteProtocol

/// Groups and who is in them.
package struct GroupStore: Sendable {
    let registry: PeopleRegistry
    private var database: Database { registry.database }

    package init(_ registry: PeopleRegistry) {
        self.registry = registry
    }

    /// By name.
    ///
    /// - Parameter member: only groups of this person.
    package func list(of member: String? = nil) async throws -> [UserGroup] {
        let condition: SQL =
            if let member {
                "WHERE id IN (SELECT group_id FROM group_members WHERE user_id = \(member))"
            } else { "" }
        return try await database.read { try Self.groups(condition, in: $0) }
    }

    package func create(
        name: String,
        kind: UserGroup.Kind,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> UserGroup {
        let name = try Self.checked(name)
        return try await database.write { [trail = registry.trail] db in
            let id = newID(at: now)
            guard try Self.insert(id, name, kind, at: now, in: db) else { throw GroupError.nameTaken }
            try trail.record(.groupCreated, by: origin, object: AuditObject("group", id), in: db)
            return try Self.find(id, in: db)
        }
    }

    package func change(
        _ id: String,
        name: String?,
        kind: UserGroup.Kind?,
        by origin: AuditOrigin
    ) async throws -> UserGroup {
        let name = try name.map(Self.checked)
        return try await database.write { [trail = registry.trail] db in
            _ = try Self.find(id, in: db)
            let key = name.map(UserGroup.key)
            let others = try db.rows("SELECT id FROM user_groups WHERE name_key = \(key) AND id <> \(id)")
            guard others.isEmpty else { throw GroupError.nameTaken }
            try db.execute(
                """
                UPDATE user_groups SET name = COALESCE(\(name), name), name_key = COALESCE(\(key), name_key),
                    kind = COALESCE(\(kind), kind)
                WHERE id = \(id)
                """
            )
            try trail.record(.groupChanged, by: origin, object: AuditObject("group", id), in: db)
            return try Self.find(id, in: db)
        }
    }

    /// Returns who was in it.
    package func remove(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> [String] {
        try await database.write { [trail = registry.trail] db in
            let members = try Self.memberIDs(of: id, in: db)
            guard try db.execute("DELETE FROM user_groups WHERE id = \(id)") == 1 else { throw GroupError.notFound }
            try UserStore.markChanged(members, at: now, in: db)
            try trail.record(.groupRemoved, by: origin, object: AuditObject("group", id), in: db)
            return members
        }
    }

    /// The group with its members by name, for whoever may see them.
    package func show(_ id: String, by origin: AuditOrigin, seesAll: Bool) async throws -> (UserGroup, [User]) {
        try await database.write { [registry] db in
            let group = try Self.find(id, in: db)
            let members = try members(of: id, seenBy: seesAll ? nil : origin.actor, in: db)
            try registry.trail.record(.groupViewed, by: origin, object: AuditObject("group", id), in: db)
            return (group, members.sorted { $0.name.localizedStandardCompare($1.name) == .orderedAscending })
        }
    }

    /// - Parameter viewer: who must be one of them; nil for whoever sees all groups.
    func members(of id: String, seenBy viewer: String?) async throws -> [User] {
        try await database.read { db in
            _ = try Self.find(id, in: db)
            return try members(of: id, seenBy: viewer, in: db)
        }
    }

    private func members(of id: String, seenBy viewer: String?, in db: Connection) throws -> [User] {
        let members = try registry.users("id IN (SELECT user_id FROM group_members WHERE group_id = \(id))", in: db)
        if let viewer, !members.contains(where: { $0.id == viewer }) { throw GroupError.notFound }
        return members
    }

    func students(of id: String) async throws -> GroupStudents {
        try await database.read { db in
            let group = try Self.find(id, in: db)
            let students = try members(of: id, seenBy: nil, in: db).filter { $0.roles.contains(.student) }
            return GroupStudents(name: group.name, students: students.map(\.id).sorted())
        }
    }

    /// Returns whether they weren't in it.
    package func add(_ userID: String, to id: String, by origin: AuditOrigin, at now: Date = Date()) async throws
        -> Bool
    {
        try await settle(userID, by: origin, at: now) { groups, db in
            _ = try Self.find(id, in: db)
            return groups.union([id])
        }
    }

    /// Returns whether they were in it.
    package func remove(
        _ userID: String,
        from id: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Bool {
        try await settle(userID, by: origin, at: now) { groups, db in
            _ = try Self.find(id, in: db)
            return groups.subtracting([id])
        }
    }

    private func settle(
        _ userID: String,
        by origin: AuditOrigin,
        at now: Date,
        _ groups: @escaping @Sendable (Set<String>, Connection) throws -> Set<String>
    ) async throws -> Bool {
        try await database.write { [registry] db in
            guard try registry.user(userID, in: db) != nil else { throw UserError.notFound }
            let wanted = try groups(try UserGroup.ids(of: userID, in: db), db)
            let isChanged = try UserGroup.settle(userID, in: wanted, by: origin, registry.trail, db)
            if isChanged { try UserStore.markChanged([userID], at: now, in: db) }
            return isChanged
        }
    }

    /// Whom a person's groups link them to.
    package func relations(of userID: String) async throws -> PersonRelations {
        try await database.read { [registry] db in
            guard let user = try registry.active(userID, in: db) else { throw UserError.notFound }
            let groups = try UserGroup.ids(of: userID, in: db)
            let mates = try db.rows(
                """
                SELECT DISTINCT users.id, roles FROM group_members JOIN users ON users.id = user_id
                WHERE group_id IN (\(groups)) AND users.id <> \(userID) AND suspended_at IS NULL
                ORDER BY users.id
                """
            ).map { (id: try $0.get("id", as: String.self), roles: try $0.get("roles", as: String.self)) }
            let mateIDs: (Role) -> [String] = { role in
                mates.filter { $0.roles.split(separator: ",").contains(Substring(role.rawValue)) }.map(\.id)
            }
            return PersonRelations(
                name: user.name,
                email: user.email,
                roles: user.roles.sorted { $0.rawValue < $1.rawValue },
                withheld: [],
                groups: groups.sorted(),
                tutors: mateIDs(.tutor),
                students: user.roles.contains(.tutor) ? mateIDs(.student) : []
            )
        }
    }

    /// False where the name is taken.
    static func insert(_ id: String, _ name: String, _ kind: UserGroup.Kind, at now: Date, in db: Connection) throws
        -> Bool
    {
        try db.execute(
            """
            INSERT INTO user_groups (id, name, name_key, kind, created_at)
            VALUES (\(id), \(name), \(UserGroup.key(of: name)), \(kind), \(now)) ON CONFLICT (name_key) DO NOTHING
            """
        ) == 1
    }

    /// A name with a letter or a digit, in one line.
    static func checked(_ name: String) throws(GroupError) -> String {
        guard let name = DisplayName(name), name.text.count <= 60, !UserGroup.key(of: name.text).isEmpty else {
            throw .invalidName
        }
        return name.text
    }

    private static func find(_ id: String, in db: Connection) throws -> UserGroup {
        guard let group = try groups("WHERE id = \(id)", in: db).first else { throw GroupError.notFound }
        return group
    }

    private static func memberIDs(of id: String, in db: Connection) throws -> [String] {
        try db.rows("SELECT user_id FROM group_members WHERE group_id = \(id)").map { try $0.get("user_id") }
    }

    private static func groups(_ condition: SQL, in db: Connection) throws -> [UserGroup] {
        let rows = try db.rows(
            """
            SELECT id, name, kind,
                (SELECT COUNT(*) FROM group_members WHERE group_id = user_groups.id) AS members,
                (SELECT COUNT(*) FROM group_members JOIN users ON users.id = user_id
                    WHERE group_id = user_groups.id AND \(Role.tutor.condition)) AS tutors
            FROM user_groups \(condition) ORDER BY name_key
            """
        )
        return try rows.map { row in
            UserGroup(
                id: try row.get("id"),
                name: try row.get("name"),
                kind: try row.get("kind"),
                members: try row.get("members"),
                tutors: try row.get("tutors")
            )
        }
    }
}
