import Audit
import Daemon
import FoundationEssentials
import Identity
import Logging
import Persistence
import Retrieval
import SuiteProtocol

/// What changes documents in all places where something of them is: tables, passages, files, pictures.
struct Library: Sendable {
    /// Documents whose remains are removed at a time.
    private static let batch = 100

    let documents: DocumentStore
    let files: DocumentFiles
    let passages: PassageStore
    let pictures: PictureCache
    let trail: AuditTrail

    /// A document with all that came within it; nothing of them is left when this returns.
    func remove(_ document: Document, by origin: AuditOrigin) async throws {
        try await documents.markDeleted(document.id) { [trail] db in
            try trail.record(.documentDeleted, by: origin, of: document.owner, object: .document(document.id), in: db)
        }
        try await removeRemains()
    }

    /// What deleted documents left: also those that another replica, or a crash, did not come to.
    func removeRemains() async throws {
        while true {
            let ids = try await documents.deleted(limit: Self.batch)
            guard !ids.isEmpty else { return }
            try await passages.remove(documents: ids)
            try await files.remove(ids)
            for id in ids { await pictures.remove(document: id) }
            try await documents.forget(ids)
        }
    }

    /// Files that lie here for hours without a document.
    func removeUnknownFiles() async throws {
        let found = try await files.settled()
        let known = try await documents.known(found)
        let unknown = found.filter { !known.contains($0) }
        if !unknown.isEmpty { try await files.remove(unknown) }
    }

    /// A title is searched too.
    func rename(_ document: Document, to title: String, by origin: AuditOrigin) async throws -> Document {
        var about = document.about
        about.title = title
        let sealed = try EncryptedText(json: about, for: document.id, by: documents.keyring)
        let renamed = try await documents.database.write { [documents, trail] db in
            let now = Date()
            try db.execute(
                """
                UPDATE documents SET about = \(sealed), updated_at = \(now)
                WHERE id = \(document.id) AND deleted_at IS NULL
                """
            )
            try trail.record(.documentChanged, by: origin, of: document.owner, object: .document(document.id), in: db)
            guard let row = try documents.find(document.id, in: db) else { throw DocumentError.notFound }
            return try row.document(documents.keyring)
        }
        try await passages.update(renamed.source)
        return renamed
    }

    /// Somebody reads what another person keeps.
    func noteOpening(of document: Document, by context: AuthenticatedContext) async throws {
        guard context.principal.subject != document.owner else { return }
        try await trail.record(
            .documentOpened,
            by: context.origin,
            of: document.owner,
            object: .document(document.id),
            in: documents.database
        )
    }
}

extension AuditObject {
    static func document(_ id: String) -> AuditObject { AuditObject("document", id) }
    static func collection(_ id: String) -> AuditObject { AuditObject("collection", id) }
}
