import Conversion
import FoundationEssentials
import Persistence
import TextAnalysis

/// How far a document has been read. Each step counts only while the job is still its taker's, and the document there.
extension DocumentStore {
    /// - Returns: the document as it is when the job begins.
    func begin(_ job: Job, at now: Date = Date()) async throws -> Document {
        try await database.write { db in
            try claimed(job, in: db)
            try db.execute(
                """
                UPDATE documents SET state = \(Document.State.reading), fault_code = NULL, fault_es = NULL,
                    fault_en = NULL, job_id = \(job.id), updated_at = \(now)
                WHERE id = \(job.subject)
                """
            )
            guard let document = try find(job.subject, in: db)?.document(keyring) else { throw CancellationError() }
            // Where no page could be read there is nothing to go on from.
            guard document.pages > 0, document.counts.faulty == document.pages else { return document }
            try forgetPages(of: document.id, in: db)
            return try find(document.id, in: db)?.document(keyring) ?? document
        }
    }

    /// What a file says of itself.
    ///
    /// - Parameter about: nil where it stays.
    func opened(_ job: Job, pages: Int, about: Document.About?) async throws {
        let sealed = try about.map { try EncryptedText(json: $0, for: job.subject, by: keyring) }
        try await database.write { db in
            try claimed(job, in: db)
            try db.execute(
                """
                UPDATE documents SET pages = \(pages), about = COALESCE(\(sealed), about) WHERE id = \(job.subject)
                """
            )
        }
    }

    /// Keeps pages that were read, and that nobody has to read again.
    ///
    /// - Returns: the document as it is now.
    func keep(_ pages: [StoredPage], _ job: Job, language: Analyzer, at now: Date = Date()) async throws -> Document {
        let sealed = try pages.map { try SealedPage($0, keyring).values }
        let counts = PageCounts(pages)
        return try await database.write { db in
            try claimed(job, in: db)
            try db.insert(sealed, into: SealedPage.table)
            try db.execute(
                """
                UPDATE documents SET recognised_pages = recognised_pages + \(counts.recognised),
                    marked_pages = marked_pages + \(counts.marked), faulty_pages = faulty_pages + \(counts.faulty),
                    language = COALESCE(language, \(language)), updated_at = \(now)
                WHERE id = \(job.subject)
                """
            )
            guard let row = try find(job.subject, in: db) else { throw CancellationError() }
            return try row.document(keyring)
        }
    }

    /// Pages up to this one can be found.
    func indexed(_ job: Job, upTo page: Int, passages: Int) async throws {
        try await database.write { db in
            try claimed(job, in: db)
            try db.execute(
                """
                UPDATE documents SET pages_done = \(page), passages = passages + \(passages) WHERE id = \(job.subject)
                """
            )
        }
    }

    func finish(_ job: Job, at now: Date = Date()) async throws {
        try await database.write { db in
            try claimed(job, in: db)
            try db.execute(
                """
                UPDATE documents SET state = \(Document.State.ready), updated_at = \(now) WHERE id = \(job.subject)
                """
            )
        }
    }

    /// The number of the last page that is kept; 0 for none.
    func lastPage(of id: String) async throws -> Int {
        try await database.read { db in
            try db.value("SELECT COALESCE(MAX(number), 0) AS value FROM document_pages WHERE document_id = \(id)") ?? 0
        }
    }

    /// How many passages there must be of it.
    func note(passages count: Int, of id: String) async throws {
        try await database.write { db in
            try db.execute("UPDATE documents SET passages = \(count) WHERE id = \(id)")
        }
    }

    /// A document that failed or was cancelled, or has pages that could not be read, is read again: from where it was
    /// left, or from the first page where some have to be tried again.
    ///
    /// - Returns: the job.
    func readAgain(_ document: Document, at now: Date = Date()) async throws -> String {
        guard document.hasFile else { throw DocumentError.noFile }
        return try await database.write { db in
            guard let row = try find(document.id, in: db) else { throw DocumentError.notFound }
            let current = try row.document(keyring)
            let isStopped = [.failed, .cancelled].contains(current.state)
            guard isStopped || current.state == .ready && current.counts.faulty > 0 else {
                throw DocumentError.notEnded
            }
            return try readAgain(current, at: now, in: db)
        }
    }

    /// - Returns: the job.
    func readAgain(_ document: Document, at now: Date, in db: Connection) throws -> String {
        let name = FileName(document.about.name).last
        let job = try jobs.enqueue(.ingest, subject: document.id, name: name, owner: document.owner, at: now, in: db)
        try waitAgain(document, job: job, at: now, in: db)
        return job
    }

    func waitAgain(_ document: Document, job: String, at now: Date, in db: Connection) throws {
        if document.counts.faulty > 0 { try forgetPages(of: document.id, in: db) }
        try db.execute(
            """
            UPDATE documents SET state = \(Document.State.waiting), job_id = \(job), fault_code = NULL, fault_es = NULL,
                fault_en = NULL, updated_at = \(now)
            WHERE id = \(document.id)
            """
        )
    }

    private func forgetPages(of id: String, in db: Connection) throws {
        try db.execute("DELETE FROM document_pages WHERE document_id = \(id)")
        try db.execute(
            """
            UPDATE documents SET pages_done = 0, passages = 0, recognised_pages = 0, marked_pages = 0, faulty_pages = 0
            WHERE id = \(id)
            """
        )
    }

    /// - Throws: `CancellationError` where the job is somebody else's by now, or gone.
    private func claimed(_ job: Job, in db: Connection) throws {
        guard try !db.rows("SELECT id FROM jobs WHERE id = \(job.id) AND claim = \(job.claim)").isEmpty else {
            throw CancellationError()
        }
    }
}
