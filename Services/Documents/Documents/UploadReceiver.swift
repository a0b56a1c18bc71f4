import Conversion
import Daemon
import FoundationEssentials
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol
import Uploads

/// Takes in the files of a form, one after the other as they arrive: what is wrong with one doesn't stop the others.
struct UploadReceiver: Sendable {
    /// What somebody may send, in bytes but for the number of files.
    struct Limits: Sendable {
        let file: Int
        let request: Int
        let files: Int
        let quota: Int
    }

    /// What became of a file of the form.
    struct Item: Encodable, Sendable {
        let name: String
        var documentID: String?
        var jobID: String?
        var duplicateOf: String?
        var error: DocumentBody.Fault?
    }

    /// Fields of a form beside its files.
    private static let otherParts = 8

    let documents: DocumentStore
    let collections: CollectionStore
    let files: DocumentFiles
    let converter: Converter
    let limits: Limits

    /// - Returns: the collection and what became of each file, in their order.
    /// - Throws: what is wrong with the whole: `CollectionError`, `DocumentError`, `UploadError`; what was taken in before
    ///   stays.
    func receive(_ request: Request, by principal: Principal, in language: Language) async throws
        -> (collection: Collection, items: [Item])
    {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= limits.request else { throw DocumentError.tooMuchAtOnce(limit: limits.request) }
        var reader = try MultipartReader(
            request.body,
            contentType: request.headers[.contentType],
            parts: limits.files + Self.otherParts
        )
        var (target, items, received): (Collection?, [Item], Int) = (nil, [], 0)
        while let part = try await reader.next() {
            if part.name == "collection_id" {
                target = try await collection(reader.text(limit: 100), for: principal)
            } else if part.name == "file" {
                guard let target else { throw DocumentError.collectionMissing }
                guard items.count < limits.files else { throw DocumentError.tooManyFiles(limit: limits.files) }
                let name = FileName(part.fileName)
                do {
                    let file = try await UploadedFile.receive(limit: limits.file, in: files.folder) {
                        let piece = try await reader.chunk()
                        received += piece?.readableBytes ?? 0
                        guard received <= limits.request else { throw UploadError.tooLarge(limit: limits.request) }
                        return piece
                    }
                    items.append(try await take(file, named: name, into: target))
                } catch {
                    guard let problem = problem(of: error, received: received) else { throw error }
                    items.append(Item(name: name.text, error: DocumentBody.Fault(problem, in: language)))
                }
            }
        }
        guard let target else { throw DocumentError.collectionMissing }
        guard !items.isEmpty else { throw DocumentError.noFiles }
        return (target, items)
    }

    /// One of the person's own; whoever may not keep documents has those of their conversations.
    private func collection(_ id: String, for principal: Principal) async throws -> Collection {
        guard isID(id) else { throw CollectionError.notFound }
        let collection = try await collections.find(id, ownedBy: principal)
        guard principal.can(.keepDocuments) || collection.conversationID != nil else { throw Problem.forbidden }
        return collection
    }

    private func take(_ file: UploadedFile, named name: FileName, into collection: Collection) async throws -> Item {
        let new = try await onFileThread { [converter] in
            NewFile(
                id: newID(),
                name: name,
                kind: try converter.kind(of: file.path, name: name.last),
                bytes: file.length,
                sha256: try FileDigest.sha256(of: file.path)
            )
        }
        // In its place before anything tells of it, so that no document is without its file.
        try await onFileThread { [place = files.path(of: new.id)] in try file.keep(at: place) }
        do {
            let taken = try await documents.add(new, to: collection.id, of: collection.owner, quota: limits.quota)
            switch taken {
            case .added(let job): return Item(name: name.text, documentID: new.id, jobID: job)
            case .duplicate(let known, let job):
                try await files.remove([new.id])
                return Item(name: name.text, documentID: known, jobID: job, duplicateOf: known)
            }
        } catch {
            // In a task of its own: whoever left has cancelled this one.
            await Task { try? await files.remove([new.id]) }.value
            throw error
        }
    }

    /// What is wrong with one file; nil for what stops the rest too.
    private func problem(of error: any Error, received: Int) -> Problem? {
        switch error {
        case let error as ConversionError: Problem(error)
        case UploadError.empty: Problem(.empty)
        case UploadError.tooLarge where received <= limits.request: Problem(.tooLarge(limit: limits.file))
        case DocumentError.quotaUsed: DocumentError.quotaUsed(limit: limits.quota).problem
        default: nil
        }
    }
}

extension Problem {
    /// What a converter found.
    init(_ error: ConversionError) {
        self.init(
            .unprocessableContent,
            error.code,
            LocalizedText(es: error.sentence.es, en: error.sentence.en)
        )
    }
}
