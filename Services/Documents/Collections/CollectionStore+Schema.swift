import FoundationEssentials
import Persistence
import SuiteProtocol

extension CollectionStore {
    static let migrations = [
        Migration(
            "collections",
            """
            CREATE TABLE collections (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                name BLOB NOT NULL,
                conversation TEXT UNIQUE,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX collections_by_owner ON collections (owner);
            CREATE TABLE collection_groups (
                collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
                group_id TEXT NOT NULL,
                PRIMARY KEY (collection_id, group_id)
            );
            CREATE INDEX collection_groups_by_group ON collection_groups (group_id);
            CREATE TABLE collection_roles (
                collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
                role TEXT NOT NULL,
                PRIMARY KEY (collection_id, role)
            );
            CREATE INDEX collection_roles_by_role ON collection_roles (role);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("collections", "name")]
}

/// A collection's row.
struct CollectionRow: RowDecodable {
    let id: String
    let owner: String
    let conversationID: String?
    private let name: EncryptedText
    private let createdAt: Date
    private let updatedAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        owner = try row.get("owner")
        conversationID = try row.get("conversation")
        name = try row.get("name")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
    }

    func collection(groups: Set<String>, roles: Set<Role>, _ keyring: Keyring) throws -> Collection {
        Collection(
            id: id,
            name: try name.text(for: id, by: keyring),
            owner: owner,
            groups: groups,
            roles: roles,
            conversationID: conversationID,
            createdAt: createdAt,
            updatedAt: updatedAt
        )
    }
}
