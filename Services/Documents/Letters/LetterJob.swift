import Conversion
import FoundationEssentials
import Identity
import LimitedProcess
import NIOPosix
import Persistence

/// Makes letters, one after the other, and then their PDFs a few at a time. What is made stays made, whenever it is begun
/// again.
struct LetterJob: JobHandler {
    /// Documents that LibreOffice is started for once.
    private static let batch = 10
    /// Bytes of all letters that were asked for together.
    private static let most = 256 << 20

    let kind = Job.Kind.letters
    let width = 1
    let store: LetterStore
    let templates: LetterTemplates
    let printer: LetterPrinter

    func perform(_ run: JobRun) async throws {
        let id = run.job.subject
        guard let letters = try await store.begin(id) else { throw CancellationError() }
        let rows = try await store.rows(of: id)
        let total = rows.count * (letters.hasPDF ? 2 : 1)
        try await write(rows.filter { $0.state == .waiting }, of: letters, run, rows, total)
        if letters.hasPDF { try await print(letters, run, total) }
        try await store.finish(id)
    }

    private func write(
        _ waiting: [LetterRow],
        of letters: Letters,
        _ run: JobRun,
        _ all: [LetterRow],
        _ total: Int
    ) async throws {
        guard !waiting.isEmpty else { return }
        let draft = try await templates.draft(letters.templateID, of: letters.owner)
        var (done, bytes) = (all.count - waiting.count, all.reduce(0) { $0 + $1.bytes })
        for row in waiting {
            try await run.progress("writing", done: done, total: total)
            let letter = try await NIOThreadPool.singleton.runIfActive { try draft.letter(row.values ?? [:]) }
            bytes += letter.count
            if bytes > Self.most {
                try await store.fail(row.id, LetterFault(code: .tooLarge))
            } else {
                try await store.keep(letter, as: .docx, of: row.id)
            }
            done += 1
        }
        try await run.progress("writing", done: done, total: total)
    }

    private func print(_ letters: Letters, _ run: JobRun, _ total: Int) async throws {
        let printed = try await store.rows(of: letters.id, with: .pdf)
        let rows = try await store.rows(of: letters.id)
        let waiting = rows.filter { $0.state == .made && $0.fault == nil && !printed.contains($0.id) }
        var done = rows.count + (rows.count - waiting.count)
        for start in stride(from: 0, to: waiting.count, by: Self.batch) {
            try await run.progress("printing", done: done, total: total)
            let batch = waiting[start..<min(start + Self.batch, waiting.count)]
            var documents: [String: [UInt8]] = [:]
            for row in batch { documents[row.id] = try await store.file(.docx, of: row.id) }
            let files: [String: [UInt8]]
            do {
                files = try await printer.pdfs(of: documents)
            } catch let error as ConversionError {
                // Without LibreOffice, or where nothing can be written, it is the same for all.
                throw JobFailure(error.code, es: error.sentence.es, en: error.sentence.en)
            }
            for row in batch {
                if let file = files[row.id] {
                    try await store.keep(file, as: .pdf, of: row.id)
                } else {
                    try await store.fail(row.id, LetterFault(code: .notPrinted), isMade: true)
                }
                done += 1
            }
            try await run.giveWay()
        }
        try await run.progress("printing", done: done, total: total)
    }

    func ended(_ job: Job, as state: Job.State, _ fault: Job.Fault?, in db: Connection) throws {
        try store.set(state == .cancelled ? .cancelled : .failed, of: job.subject, in: db)
    }

    func retried(_ job: Job, by principal: Principal, in db: Connection) throws {
        try store.set(.waiting, of: job.subject, in: db)
    }
}
