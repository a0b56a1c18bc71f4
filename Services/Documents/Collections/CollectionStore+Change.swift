import Audit
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// A collection, and how much is in it.
struct CountedCollection: Sendable {
    let collection: Collection
    let documents: Int
    let pages: Int
    let bytes: Int
}

extension CollectionStore {
    /// What the person may read, but for collections of conversations; newest first.
    func list(readableBy principal: Principal, after cursor: String?, limit: Int) async throws -> [CountedCollection] {
        let before: SQL = cursor.map { "AND id < \($0)" } ?? ""
        return try await database.read { db in
            let rows = try db.all(
                """
                SELECT * FROM collections
                WHERE conversation IS NULL AND \(Self.isReadable(by: principal)) \(before) ORDER BY id DESC LIMIT \(limit)
                """,
                as: CollectionRow.self
            )
            return try rows.map { try counted(collection($0, in: db), in: db) }
        }
    }

    func counted(_ collection: Collection) async throws -> CountedCollection {
        try await database.read { db in try counted(collection, in: db) }
    }

    private func counted(_ collection: Collection, in db: Connection) throws -> CountedCollection {
        let row = try db.rows(
            """
            SELECT COUNT(*) AS documents, CAST(COALESCE(SUM(pages), 0) AS BIGINT) AS pages,
                CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes
            FROM documents WHERE collection_id = \(collection.id) AND deleted_at IS NULL
            """
        ).first
        return CountedCollection(
            collection: collection,
            documents: try row?.get("documents") ?? 0,
            pages: try row?.get("pages") ?? 0,
            bytes: try row?.get("bytes") ?? 0
        )
    }

    /// - Parameter change: with a name.
    func create(
        _ change: CollectionChange,
        of owner: String,
        by origin: AuditOrigin,
        _ trail: AuditTrail,
        at now: Date = Date()
    ) async throws -> Collection {
        let id = newID(at: now)
        let name = try EncryptedText(change.name ?? "", for: id, by: keyring)
        return try await database.write { db in
            try db.execute(
                """
                INSERT INTO collections (id, owner, name, created_at, updated_at)
                VALUES (\(id), \(owner), \(name), \(now), \(now))
                """
            )
            try share(id, change, in: db)
            try trail.record(.collectionCreated, by: origin, of: owner, object: .collection(id), at: now, in: db)
            return try found(id, in: db)
        }
    }

    func change(
        _ collection: Collection,
        _ change: CollectionChange,
        by origin: AuditOrigin,
        _ trail: AuditTrail,
        at now: Date = Date()
    ) async throws -> Collection {
        let name = try change.name.map { try EncryptedText($0, for: collection.id, by: keyring) }
        return try await database.write { db in
            let changed = try db.execute(
                """
                UPDATE collections SET name = COALESCE(\(name), name), updated_at = \(now)
                WHERE id = \(collection.id) AND owner = \(collection.owner)
                """
            )
            guard changed == 1 else { throw CollectionError.notFound }
            try share(collection.id, change, in: db)
            let object = AuditObject.collection(collection.id)
            try trail.record(.collectionChanged, by: origin, of: collection.owner, object: object, at: now, in: db)
            return try found(collection.id, in: db)
        }
    }

    /// The private collection of a conversation, made once.
    ///
    /// - Throws: `CollectionError.notFound` where the conversation's is somebody else's.
    func collection(
        ofConversation conversation: String,
        owner: String,
        name: String,
        at now: Date = Date()
    ) async throws -> Collection {
        let id = newID(at: now)
        let sealed = try EncryptedText(name, for: id, by: keyring)
        return try await database.write { db in
            try db.execute(
                """
                INSERT INTO collections (id, owner, name, conversation, created_at, updated_at)
                VALUES (\(id), \(owner), \(sealed), \(conversation), \(now), \(now)) ON CONFLICT DO NOTHING
                """
            )
            let row = try db.first(
                "SELECT * FROM collections WHERE conversation = \(conversation) AND owner = \(owner)",
                as: CollectionRow.self
            )
            guard let row else { throw CollectionError.notFound }
            return try collection(row, in: db)
        }
    }

    /// What is to be removed.
    enum Removal: Sendable {
        case collection(Collection)
        /// - Parameter owner: nil whoever it is.
        case ofConversation(String, owner: String?)
        case all(owner: String)

        fileprivate var condition: SQL {
            switch self {
            case .collection(let collection): "id = \(collection.id) AND owner = \(collection.owner)"
            case .ofConversation(let id, let owner?): "conversation = \(id) AND owner = \(owner)"
            case .ofConversation(let id, nil): "conversation = \(id)"
            case .all(let owner): "owner = \(owner)"
            }
        }
    }

    /// Collections with the documents in them: gone for everybody when this returns, and with `Library.removeRemains` from
    /// everywhere.
    ///
    /// - Parameter audit: who does it; nil where another tells of it.
    /// - Returns: how many there were.
    @discardableResult
    func remove(
        _ removal: Removal,
        documents: DocumentStore,
        audit: (origin: AuditOrigin, trail: AuditTrail)?,
        at now: Date = Date()
    ) async throws -> Int {
        try await database.write { db in
            let rows = try db.all("SELECT * FROM collections WHERE \(removal.condition)", as: CollectionRow.self)
            for row in rows {
                try documents.mark("collection_id = \(row.id)", at: now, in: db)
                try db.execute("DELETE FROM collections WHERE id = \(row.id)")
                let object = AuditObject.collection(row.id)
                guard let (origin, trail) = audit else { continue }
                try trail.record(.collectionDeleted, by: origin, of: row.owner, object: object, at: now, in: db)
            }
            return rows.count
        }
    }

    private func share(_ id: String, _ change: CollectionChange, in db: Connection) throws {
        let (groups, roles) = (change.groups.map { Set($0) }, change.roles.map { Set($0) })
        try Sharing.collections.set(groups: groups, roles: roles, of: id, in: db)
    }

    private func found(_ id: String, in db: Connection) throws -> Collection {
        guard let row = try db.first("SELECT * FROM collections WHERE id = \(id)", as: CollectionRow.self) else {
            throw CollectionError.notFound
        }
        return try collection(row, in: db)
    }
}
