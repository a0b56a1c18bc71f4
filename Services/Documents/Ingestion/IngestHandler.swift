import Conversion
import Daemon
import Foundation
import Identity
import Persistence
import SuiteProtocol
import Uploads

/// Reads documents: pages are kept and can be found as they come, so that whoever takes over goes on behind them.
struct IngestHandler: JobHandler {
    /// Times that what may pass by itself is tried.
    private static let attempts = 3

    let kind = Job.Kind.ingest
    let width: Int
    let documents: DocumentStore
    let files: DocumentFiles
    let converter: Converter
    let indexing: PassageIndexing
    /// Bytes of one person's documents.
    let quota: Int

    func perform(_ run: JobRun) async throws {
        do {
            let document = try await documents.begin(run.job)
            guard files.exists(document.id) else { throw JobFailure(Job.Fault("file_gone", Messages.fileGone)) }
            if document.kind != .zip { try await read(document, run) }
            // What came in archives within archives is there by now.
            if document.kind.hasEntries, document.parentID == nil { try await expand(document, run) }
            try await documents.finish(run.job)
        } catch let error as ConversionError {
            if error.isTransient, run.job.attempts < Self.attempts { throw error }
            throw JobFailure(Job.Fault(error))
        }
    }

    func ended(_ job: Job, as state: Job.State, _ fault: Job.Fault?, in db: Connection) throws {
        let (now, shown) = (Date(), state == .cancelled ? Document.State.cancelled : .failed)
        try db.execute(
            """
            UPDATE documents SET state = \(shown), fault_code = \(fault?.code), fault_es = \(fault?.es),
                fault_en = \(fault?.en), updated_at = \(now)
            WHERE id = \(job.subject)
            """
        )
    }

    func retried(_ job: Job, by principal: Principal, in db: Connection) throws {
        guard let row = try documents.find(job.subject, in: db) else { return }
        try documents.waitAgain(row.document(documents.keyring), job: job.id, at: Date(), in: db)
    }

    private func read(_ document: Document, _ run: JobRun) async throws {
        var reading = DocumentReading(document, run, documents: documents, indexing: indexing)
        let next = try await reading.resume()
        if document.pages == 0 || next <= document.pages {
            try await converter.read(files.path(of: document.id), as: document.kind, from: next) { event in
                try await reading.take(event)
            }
        }
        try await reading.finish()
    }

    /// Each document within becomes one of its own, with a job of its own; those that are there from before stay.
    private func expand(_ document: Document, _ run: JobRun) async throws {
        let known = try await documents.childNames(of: document.id)
        try await run.progress("unpacking", done: 0, total: nil)
        try await files.withFolder(document.id) { folder in
            let name = FileName(document.about.name).last
            let path = files.path(of: document.id)
            let found = try await converter.expand(path, as: document.kind, name: name, into: folder)
            for (number, file) in found.enumerated() {
                let name = FileName(file.name)
                if !known.contains(name.text) { try await add(file, named: name, from: document) }
                try await run.progress("unpacking", done: number + 1, total: found.count)
            }
        }
    }

    private func add(_ file: ExpandedFile, named name: FileName, from document: Document) async throws {
        guard let path = file.path, let kind = file.kind else {
            let fault = Job.Fault(file.error ?? .broken)
            _ = try await documents.add(nil, named: name, fault: fault, from: document, quota: quota)
            return
        }
        let new = try await onFileThread { [files] in
            let id = newID()
            let new = NewFile(
                id: id,
                name: name,
                kind: kind,
                bytes: try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0,
                sha256: try FileDigest.sha256(of: path)
            )
            try files.keep(path, as: id)
            return new
        }
        do {
            let isKept = try await documents.add(new, named: name, fault: nil, from: document, quota: quota)
            if !isKept { try await files.remove([new.id]) }
        } catch {
            await Task { try? await files.remove([new.id]) }.value
            throw error
        }
    }
}

extension Job.Fault {
    init(_ code: String, _ text: LocalizedText) {
        self.init(code: code, es: text[.es], en: text[.en])
    }
}

extension JobFailure {
    init(_ fault: Job.Fault) {
        self.init(fault.code, es: fault.es, en: fault.en)
    }
}
