import Identity
import Persistence
import SuiteProtocol

/// Who may read what is somebody's: the groups and roles that the owner named, in two tables of one shape.
struct Sharing: Sendable {
    static let collections = Sharing(
        things: "collections",
        groups: "collection_groups",
        roles: "collection_roles",
        key: "collection_id"
    )
    static let templates = Sharing(
        things: "sheet_templates",
        groups: "sheet_template_groups",
        roles: "sheet_template_roles",
        key: "template_id"
    )

    private let things: SQL
    private let groups: SQL
    private let roles: SQL
    private let key: SQL

    /// What somebody may read: their own, and what their groups and roles were given.
    func isReadable(by principal: Principal) -> SQL {
        """
        (\(things).owner = \(principal.subject)
            OR \(things).id IN (SELECT \(key) FROM \(groups) WHERE group_id IN (\(principal.groups)))
            OR \(things).id IN (SELECT \(key) FROM \(roles) WHERE role IN (\(principal.roles))))
        """
    }

    func readers(of id: String, in db: Connection) throws -> (groups: Set<String>, roles: Set<Role>) {
        let groups = try db.rows("SELECT group_id FROM \(groups) WHERE \(key) = \(id)")
            .map { try $0.get("group_id", as: String.self) }
        let roles = try db.rows("SELECT role FROM \(roles) WHERE \(key) = \(id)")
            .map { try $0.get("role", as: String.self) }
        return (Set(groups), Set(roles.compactMap(Role.init(rawValue:))))
    }

    /// Nil leaves groups or roles as they are.
    func set(groups new: Set<String>?, roles named: Set<Role>?, of id: String, in db: Connection) throws {
        if let new {
            try db.execute("DELETE FROM \(groups) WHERE \(key) = \(id)")
            try db.insert(new.map { "(\(id), \($0))" }, into: "\(groups) (\(key), group_id)")
        }
        if let named {
            try db.execute("DELETE FROM \(roles) WHERE \(key) = \(id)")
            try db.insert(named.map { "(\(id), \($0))" }, into: "\(roles) (\(key), role)")
        }
    }
}
