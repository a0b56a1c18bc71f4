import Audit
import Conversion
import FoundationEssentials
import Persistence
import SuiteProtocol

/// A file that lies in its place, under the id that its document will have.
struct NewFile: Sendable {
    let id: String
    let name: FileName
    let kind: FileKind
    /// Of the file.
    let bytes: Int
    /// In hexadecimal digits.
    let sha256: String
}

extension DocumentStore {
    /// What became of a file.
    enum Taken: Sendable, Equatable {
        case added(job: String)
        /// The same is in the collection already.
        ///
        /// - Parameter job: reads it, or did; nil where that was long ago.
        case duplicate(of: String, job: String?)
    }

    /// - Parameter quota: bytes that a person's documents may take up.
    /// - Throws: `CollectionError.notFound` where the collection is gone or isn't the owner's, `DocumentError.quotaUsed`.
    func add(
        _ file: NewFile,
        to collection: String,
        of owner: String,
        quota: Int,
        at now: Date = Date()
    ) async throws -> Taken {
        let about = Document.About(name: file.name.text, title: file.name.title)
        let sealed = try EncryptedText(json: about, for: file.id, by: keyring)
        let digest = key(of: file.sha256, for: "digest")
        return try await database.write { db in
            try check(collection, of: owner, in: db)
            if let known = try duplicate(of: digest, in: collection, db) {
                // Who sends again what could not be read wants it tried again.
                let isStopped = [.failed, .cancelled].contains(known.state)
                return .duplicate(of: known.id, job: isStopped ? try readAgain(known, at: now, in: db) : known.jobID)
            }
            guard try hasRoom(for: file.bytes, of: owner, quota: quota, in: db) else {
                throw DocumentError.quotaUsed(limit: quota)
            }
            let job = try jobs.enqueue(.ingest, subject: file.id, name: file.name.last, owner: owner, at: now, in: db)
            try db.execute(
                """
                INSERT INTO documents (id, collection_id, owner, about, kind, bytes, digest, job_id, has_file, state, pages,
                    pages_done, passages, recognised_pages, marked_pages, faulty_pages, created_at, updated_at)
                VALUES (\(file.id), \(collection), \(owner), \(sealed), \(file.kind), \(file.bytes), \(digest), \(job), 1,
                    \(Document.State.waiting), 0, 0, 0, 0, 0, 0, \(now), \(now))
                """
            )
            return .added(job: job)
        }
    }

    /// A document that came within another, and will be read by a job of its own; or one that can't be read, and says why.
    ///
    /// - Parameter file: nil with a fault.
    /// - Returns: whether the file is the document's: not of one that is there already, or is too much.
    func add(
        _ file: NewFile?,
        named name: FileName,
        fault: Job.Fault?,
        from parent: Document,
        quota: Int,
        at now: Date = Date()
    ) async throws -> Bool {
        let id = file?.id ?? newID(at: now)
        let about = Document.About(name: name.text, title: name.title)
        let sealed = try EncryptedText(json: about, for: id, by: keyring)
        let digest = file.flatMap { key(of: $0.sha256, for: "digest") }
        return try await database.write { db in
            guard try find(parent.id, in: db) != nil else { throw CancellationError() }
            var fault = fault
            if fault == nil, try duplicate(of: digest, in: parent.collection, db) != nil {
                fault = Job.Fault("duplicate_file", Messages.duplicateFile)
            }
            if fault == nil, try !hasRoom(for: file?.bytes ?? 0, of: parent.owner, quota: quota, in: db) {
                fault = Job.Fault("quota_used", Messages.quotaUsed(quota))
            }
            let job =
                try fault == nil
                ? jobs.enqueue(.ingest, subject: id, name: name.last, owner: parent.owner, at: now, in: db) : nil
            let hasFile = fault == nil ? 1 : 0
            let state = fault == nil ? Document.State.waiting : .failed
            try db.execute(
                """
                INSERT INTO documents (id, collection_id, owner, about, kind, bytes, digest, parent_id, job_id, has_file,
                    state, fault_code, fault_es, fault_en, pages, pages_done, passages, recognised_pages, marked_pages,
                    faulty_pages, created_at, updated_at)
                VALUES (\(id), \(parent.collection), \(parent.owner), \(sealed), \(file?.kind ?? name.kind ?? .text),
                    \(file?.bytes ?? 0), \(fault == nil ? digest : nil), \(parent.id), \(job), \(hasFile), \(state),
                    \(fault?.code), \(fault?.es), \(fault?.en), 0, 0, 0, 0, 0, 0, \(now), \(now))
                """
            )
            return fault == nil
        }
    }

    /// The names of the documents that came within another.
    func childNames(of parent: String) async throws -> Set<String> {
        let rows = try await database.read { db in
            try db.all("SELECT * FROM documents WHERE parent_id = \(parent)", as: DocumentRow.self)
        }
        return Set(try rows.map { try $0.document(keyring).about.name })
    }

    func check(_ collection: String, of owner: String, in db: Connection) throws {
        let isThere = try !db.rows("SELECT id FROM collections WHERE id = \(collection) AND owner = \(owner)").isEmpty
        guard isThere else { throw CollectionError.notFound }
    }

    func hasRoom(for bytes: Int, of owner: String, quota: Int, in db: Connection) throws -> Bool {
        let used: Int? = try db.value(
            """
            SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS value FROM documents
            WHERE owner = \(owner) AND deleted_at IS NULL
            """
        )
        return (used ?? 0) + bytes <= quota
    }

    private func duplicate(of digest: Data?, in collection: String, _ db: Connection) throws -> Document? {
        guard let digest else { return nil }
        return try db.first(
            """
            SELECT * FROM documents
            WHERE collection_id = \(collection) AND digest = \(digest) AND deleted_at IS NULL ORDER BY id LIMIT 1
            """,
            as: DocumentRow.self
        )?.document(keyring)
    }
}
