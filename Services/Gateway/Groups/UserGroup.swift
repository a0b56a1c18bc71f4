import Audit
import Daemon
import Foundation
import HTTPTypes
import Persistence
import SuiteProtocol

/// People who belong together: what links tutors to students, and clinicians to a ward.
package struct UserGroup: Sendable, Equatable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case `class`, ward, group
    }

    package let id: String
    package let name: String
    package let kind: Kind
    /// Everybody in it, and those of them who tutor.
    package let members: Int
    package let tutors: Int
}

/// A group by its name, as it stands beside a person.
package struct GroupReference: Codable, Sendable, Equatable {
    package let id: String
    package let name: String
    package let kind: UserGroup.Kind
}

extension GroupReference: RowDecodable {
    package init(row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        kind = try row.get("kind")
    }
}

/// Why a group can't be made or changed.
package enum GroupError: Error, Equatable {
    case invalidName, nameTaken, notFound
}

extension GroupError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalidName: Problem(.unprocessableContent, "invalid_group_name", Messages.invalidGroupName)
        case .nameTaken: Problem(.conflict, "group_name_taken", Messages.groupNameTaken)
        case .notFound: .notFound
        }
    }
}

extension UserGroup {
    static let migration = Migration(
        "groups",
        """
        CREATE TABLE user_groups (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            created_at INTEGER NOT NULL
        );
        CREATE TABLE group_members (
            group_id TEXT NOT NULL REFERENCES user_groups (id) ON DELETE CASCADE,
            user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            PRIMARY KEY (group_id, user_id)
        );
        CREATE INDEX group_members_by_user ON group_members (user_id);
        """
    )

    /// What is unique: `3.º B` and `3º b` are one class.
    static func key(of name: String) -> String { name.plainWords.joined() }

    /// By the people's ids; each person's in the order of their names.
    static func memberships(of ids: [String], in db: Connection) throws -> [String: [GroupReference]] {
        try memberships("WHERE user_id IN (\(ids))", in: db)
    }

    static func allMemberships(in db: Connection) throws -> [String: [GroupReference]] {
        try memberships("", in: db)
    }

    private static func memberships(_ condition: SQL, in db: Connection) throws -> [String: [GroupReference]] {
        let rows = try db.rows(
            """
            SELECT user_id, user_groups.id, name, kind FROM group_members
            JOIN user_groups ON user_groups.id = group_id
            \(condition) ORDER BY name_key
            """
        )
        return try rows.reduce(into: [:]) { $0[try $1.get("user_id"), default: []].append(try GroupReference(row: $1)) }
    }

    /// Ids of the groups that a person belongs to.
    static func ids(of userID: String, in db: Connection) throws -> Set<String> {
        Set(
            try db.rows("SELECT group_id FROM group_members WHERE user_id = \(userID)").map { try $0.get("group_id") }
        )
    }

    static func join(_ userID: String, _ groupIDs: Set<String>, in db: Connection) throws {
        let known = try db.rows("SELECT id FROM user_groups WHERE id IN (\(groupIDs))").count
        guard known == groupIDs.count else { throw UserError.unknownGroup }
        try db.insert(groupIDs.sorted().map { "(\($0), \(userID))" }, into: "group_members (group_id, user_id)")
    }

    /// Makes these the person's groups. Returns whether that changes anything.
    static func settle(
        _ userID: String,
        in groupIDs: Set<String>,
        by origin: AuditOrigin,
        _ trail: AuditTrail,
        _ db: Connection
    ) throws -> Bool {
        let before = try ids(of: userID, in: db)
        let (added, removed) = (groupIDs.subtracting(before), before.subtracting(groupIDs))
        try join(userID, added, in: db)
        try db.execute("DELETE FROM group_members WHERE user_id = \(userID) AND group_id IN (\(removed))")
        for id in added.sorted() {
            try trail.record(.groupMemberAdded, by: origin, of: userID, object: AuditObject("group", id), in: db)
        }
        for id in removed.sorted() {
            try trail.record(.groupMemberRemoved, by: origin, of: userID, object: AuditObject("group", id), in: db)
        }
        return !added.isEmpty || !removed.isEmpty
    }
}
