import Conversion
import FoundationEssentials
import Persistence
import TextAnalysis

extension DocumentStore {
    /// `digest` and `external_key` are keyed, so that the tables tell nobody which files are there. What is deleted is gone
    /// for everybody at once, and its row when its pages, passages and files are gone too.
    static let migrations = [
        Migration(
            "documents",
            """
            CREATE TABLE documents (
                id TEXT PRIMARY KEY,
                collection_id TEXT NOT NULL,
                owner TEXT NOT NULL,
                about BLOB NOT NULL,
                kind TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                digest BLOB,
                external_key BLOB,
                parent_id TEXT,
                job_id TEXT,
                has_file INTEGER NOT NULL,
                state TEXT NOT NULL,
                fault_code TEXT,
                fault_es TEXT,
                fault_en TEXT,
                pages INTEGER NOT NULL,
                pages_done INTEGER NOT NULL,
                passages INTEGER NOT NULL,
                recognised_pages INTEGER NOT NULL,
                marked_pages INTEGER NOT NULL,
                faulty_pages INTEGER NOT NULL,
                language TEXT,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                deleted_at INTEGER
            );
            CREATE INDEX documents_by_collection ON documents (collection_id, id);
            CREATE INDEX documents_by_digest ON documents (collection_id, digest, id);
            CREATE UNIQUE INDEX documents_by_external_key ON documents (collection_id, external_key);
            CREATE INDEX documents_by_owner ON documents (owner, id);
            CREATE INDEX documents_by_parent ON documents (parent_id);
            CREATE INDEX documents_counted ON documents (collection_id, deleted_at, state, id, pages, bytes);
            CREATE INDEX documents_weighed ON documents (owner, deleted_at, bytes);
            CREATE INDEX documents_deleted ON documents (deleted_at) WHERE deleted_at IS NOT NULL;
            CREATE TABLE document_pages (
                id TEXT PRIMARY KEY,
                document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                text BLOB NOT NULL,
                layout BLOB NOT NULL,
                words BLOB,
                UNIQUE (document_id, number)
            );
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("documents", "about"), SealedColumn("document_pages", "text"),
        SealedColumn("document_pages", "layout"), SealedColumn("document_pages", "words"),
    ]
}

/// A document's row.
struct DocumentRow: RowDecodable {
    let id: String
    let collection: String
    let owner: String
    let state: Document.State
    private let about: EncryptedText
    private let kind: FileKind
    private let bytes: Int
    private let pages: Int
    private let pagesDone: Int
    private let fault: Job.Fault?
    private let jobID: String?
    private let parentID: String?
    private let hasFile: Bool
    private let counts: PageCounts
    private let language: Analyzer?
    private let createdAt: Date
    private let updatedAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        collection = try row.get("collection_id")
        owner = try row.get("owner")
        state = try row.get("state")
        about = try row.get("about")
        kind = try row.get("kind")
        bytes = try row.get("bytes")
        pages = try row.get("pages")
        pagesDone = try row.get("pages_done")
        let code: String? = try row.get("fault_code")
        fault = try code.map { Job.Fault(code: $0, es: try row.get("fault_es"), en: try row.get("fault_en")) }
        jobID = try row.get("job_id")
        parentID = try row.get("parent_id")
        hasFile = try row.get("has_file") != 0
        var counts = PageCounts()
        counts.recognised = try row.get("recognised_pages")
        counts.marked = try row.get("marked_pages")
        counts.faulty = try row.get("faulty_pages")
        self.counts = counts
        language = try row.get("language")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
    }

    func document(_ keyring: Keyring) throws -> Document {
        Document(
            id: id,
            collection: collection,
            owner: owner,
            about: try about.decoded(for: id, by: keyring),
            kind: kind,
            bytes: bytes,
            pages: pages,
            pagesDone: pagesDone,
            state: state,
            fault: fault,
            jobID: jobID,
            parentID: parentID,
            hasFile: hasFile,
            counts: counts,
            language: language,
            createdAt: createdAt,
            updatedAt: updatedAt
        )
    }
}
