import Daemon
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// A person's collections, documents and jobs. What others may read goes with its owner: it is theirs.
struct LibrarySubjects: SubjectPart {
    private static let (collectionKey, documentKey, jobKey) = ("collections", "documents", "jobs")

    let collections: CollectionStore
    let documents: DocumentStore
    let library: Library
    let jobRetentionDays: Int

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let database = documents.database
        let collections = try await database.holding(in: "collections", where: "owner", is: subject, at: "created_at")
        let documents = try await database.holding(in: "documents", where: "owner", is: subject, at: "created_at")
        let jobs = try await database.holding(in: "jobs", where: "owner", is: subject, at: "created_at")
        return [
            Messages.ownCollections.category(Self.collectionKey, collections, in: language),
            Messages.ownDocuments.category(Self.documentKey, documents, in: language),
            Messages.ownJobs.category(Self.jobKey, jobs, days: jobRetentionDays, in: language),
        ]
    }

    /// The originals are downloaded one by one: here is what is known of each.
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let (collections, documents) = (collections, documents)
        return try await documents.database.read { db in
            let owned = try db.all(
                "SELECT * FROM collections WHERE owner = \(subject) ORDER BY id",
                as: CollectionRow.self
            ).map { try collections.collection($0, in: db) }
            let kept = try db.all(
                "SELECT * FROM documents WHERE owner = \(subject) AND deleted_at IS NULL ORDER BY id",
                as: DocumentRow.self
            ).map { try $0.document(documents.keyring) }
            let jobs = try db.all("SELECT * FROM jobs WHERE owner = \(subject) ORDER BY id", as: JobRow.self)
                .map { try $0.job(documents.keyring) }
            return [
                Self.collectionKey: .array(try owned.map { try JSONValue(wire: ExportedCollection($0)) }),
                Self.documentKey: .array(
                    try kept.map { try JSONValue(wire: DocumentBody($0, for: subject, in: language)) }
                ),
                Self.jobKey: .array(try jobs.map { try JSONValue(wire: ExportedJob($0)) }),
            ]
        }
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        let (documents, now) = (documents, Date())
        let (jobs, marked) = try await documents.database.write { db in
            let jobs: Int? = try db.value("SELECT COUNT(*) AS value FROM jobs WHERE owner = \(subject)")
            let marked = try documents.mark("owner = \(subject)", at: now, in: db)
            try db.execute("DELETE FROM jobs WHERE owner = \(subject)")
            return (jobs ?? 0, marked)
        }
        // The gateway's audit says that somebody was erased: what it was is not said again.
        let removed = try await collections.remove(.all(owner: subject), documents: documents, audit: nil)
        try await library.removeRemains()
        return [
            SubjectErasure.Erased(Self.collectionKey, removed),
            SubjectErasure.Erased(Self.documentKey, marked),
            SubjectErasure.Erased(Self.jobKey, jobs),
        ]
    }
}

private struct ExportedCollection: Encodable {
    let name: String
    let groups: [String]
    let roles: [String]
    let createdAt: Date

    init(_ collection: Collection) {
        name = collection.name
        groups = collection.groups.sorted()
        roles = collection.roles.map(\.rawValue).sorted()
        createdAt = collection.createdAt
    }
}

private struct ExportedJob: Encodable {
    let kind: Job.Kind
    let name: String
    let state: Job.State
    let createdAt: Date
    let endedAt: Date?

    init(_ job: Job) {
        kind = job.kind
        name = job.name
        state = job.state
        createdAt = job.createdAt
        endedAt = job.endedAt
    }
}
