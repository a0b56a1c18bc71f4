import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Approved answers and all that they ever said.
struct TopicStore: Sendable {
    /// Answers at a time.
    static let most = 500
    /// Versions of one answer that its history tells.
    private static let mostVersions = 200

    let database: Database
    let keepers: KeeperNames
    let trail: AuditTrail

    private var keyring: Keyring { keepers.keyring }

    /// By their titles.
    func list() async throws -> [Topic] {
        try await snapshot().topics
    }

    /// All of them, and the revision that they are of.
    func snapshot() async throws -> (revision: Int, topics: [Topic]) {
        try await database.read { db in
            let topics = try topics("SELECT v.* FROM \(Self.current) WHERE NOT t.removed", in: db)
            return (try Self.revision(in: db), topics.sorted { ($0.title, $0.id) < ($1.title, $1.id) })
        }
    }

    /// Another number after every change.
    func revision() async throws -> Int {
        try await database.read { try Self.revision(in: $0) }
    }

    func create(_ content: TopicContent, by keeper: Keeper, at now: Date = Date()) async throws -> Topic {
        try await database.write { db in try create(content, by: keeper, at: now, in: db) }
    }

    /// - Parameter keeper: nil for what is shipped.
    func create(_ content: TopicContent, by keeper: Keeper?, at now: Date, in db: Connection) throws -> Topic {
        try Self.makeRoom(in: db)
        let id = newID(at: now)
        try db.execute("INSERT INTO topics (id, version, removed) VALUES (\(id), 0, \(false))")
        return try append(.created, content, to: id, after: nil, by: keeper, at: now, in: db)
    }

    /// Changes what is given.
    func change(_ id: String, _ edit: TopicEdit, by keeper: Keeper, at now: Date = Date()) async throws -> Topic {
        try await database.write { db in
            let row = try Self.find(id, in: db)
            if let seen = edit.updatedAt, seen.sqlValue != row.at.sqlValue { throw TopicError.changedMeanwhile }
            let before = try row.content(keyring)
            let content = try edit.applied(to: before)
            guard content != before else { return try topic(row, in: db) }
            return try append(.changed, content, to: id, after: row, by: keeper, at: now, in: db)
        }
    }

    /// It can be restored.
    func remove(_ id: String, by keeper: Keeper, at now: Date = Date()) async throws {
        try await database.write { db in
            let row = try Self.find(id, in: db)
            _ = try append(.removed, row.content(keyring), to: id, after: row, by: keeper, at: now, in: db)
        }
    }

    /// What was said in an earlier version, as a new one; also of an answer that was removed.
    func restore(_ id: String, version: Int, by keeper: Keeper, at now: Date = Date()) async throws -> Topic {
        try await database.write { db in
            let last = try db.first("SELECT v.* FROM \(Self.current) WHERE t.id = \(id)", as: TopicVersionRow.self)
            guard let last else { throw TopicError.notFound }
            let wanted = try db.first(
                "SELECT * FROM topic_versions WHERE topic_id = \(id) AND version = \(version)",
                as: TopicVersionRow.self
            )
            guard let wanted else { throw TopicError.versionNotFound }
            if last.change == .removed { try Self.makeRoom(in: db) }
            return try append(.restored, wanted.content(keyring), to: id, after: last, by: keeper, at: now, in: db)
        }
    }

    /// Newest first.
    func history(_ id: String) async throws -> [TopicVersion] {
        try await database.read { db in
            let rows = try db.all(
                """
                SELECT * FROM topic_versions WHERE topic_id = \(id) ORDER BY version DESC LIMIT \(Self.mostVersions)
                """,
                as: TopicVersionRow.self
            )
            guard !rows.isEmpty else { throw TopicError.notFound }
            let names = try keepers.names(of: Set(rows.compactMap(\.changedBy)), in: db)
            return try rows.map { row in
                TopicVersion(row, try row.content(keyring), by: KeeperReference(row.changedBy, names))
            }
        }
    }

    /// Where nothing was ever kept; several replicas may try it at once.
    func ship(_ contents: [TopicContent], at now: Date = Date()) async throws {
        try await database.write { db in
            guard try Self.revision(in: db) == 0 else { return }
            for content in contents { _ = try create(content, by: nil, at: now, in: db) }
        }
    }

    private func append(
        _ change: TopicVersion.Change,
        _ content: TopicContent,
        to id: String,
        after last: TopicVersionRow?,
        by keeper: Keeper?,
        at now: Date,
        in db: Connection
    ) throws -> Topic {
        let rowID = newID(at: now)
        let version = (last?.version ?? 0) + 1
        // Later than the one before, however the clocks go: it tells what somebody had before their eyes.
        let at = last.map { max(now, $0.at.addingTimeInterval(0.001)) } ?? now
        let questions = try EncryptedText(json: content.questions, for: rowID, by: keyring)
        // First, so that of two at once one waits and begins again.
        try db.execute("UPDATE topics SET version = \(version), removed = \(change == .removed) WHERE id = \(id)")
        try db.execute(
            """
            INSERT INTO topic_versions
                (id, topic_id, version, change, title, kind, questions, answer, example, at, changed_by)
            VALUES (\(rowID), \(id), \(version), \(change), \(content.title), \(content.kind), \(questions),
                \(content.answer), \(content.isExample), \(at), \(keeper?.id))
            """
        )
        if let keeper {
            try keepers.note(keeper, at: now, in: db)
            try trail.record(change.action, by: keeper.origin, object: AuditObject("topic", id), at: now, in: db)
        }
        let row = try db.first("SELECT * FROM topic_versions WHERE id = \(rowID)", as: TopicVersionRow.self)
        guard let row else { throw TopicError.notFound }
        return try topic(row, in: db)
    }

    private func topic(_ row: TopicVersionRow, in db: Connection) throws -> Topic {
        let names = try keepers.names(of: Set([row.changedBy].compactMap { $0 }), in: db)
        return Topic(row, try row.content(keyring), by: KeeperReference(row.changedBy, names))
    }

    private func topics(_ query: SQL, in db: Connection) throws -> [Topic] {
        let rows = try db.all(query, as: TopicVersionRow.self)
        let names = try keepers.names(of: Set(rows.compactMap(\.changedBy)), in: db)
        return try rows.map { Topic($0, try $0.content(keyring), by: KeeperReference($0.changedBy, names)) }
    }

    private static let current: SQL =
        "topics t JOIN topic_versions v ON v.topic_id = t.id AND v.version = t.version"

    private static func find(_ id: String, in db: Connection) throws -> TopicVersionRow {
        let row = try db.first(
            "SELECT v.* FROM \(current) WHERE t.id = \(id) AND NOT t.removed",
            as: TopicVersionRow.self
        )
        guard let row else { throw TopicError.notFound }
        return row
    }

    private static func makeRoom(in db: Connection) throws {
        let count: Int = try db.value("SELECT COUNT(*) AS value FROM topics WHERE NOT removed") ?? 0
        guard count < most else { throw TopicError.tooMany(limit: most) }
    }

    private static func revision(in db: Connection) throws -> Int {
        try db.value("SELECT COUNT(*) AS value FROM topic_versions") ?? 0
    }
}

extension TopicVersion.Change {
    fileprivate var action: AuditAction {
        switch self {
        case .created: .topicCreated
        case .changed: .topicChanged
        case .removed: .topicRemoved
        case .restored: .topicRestored
        }
    }
}
