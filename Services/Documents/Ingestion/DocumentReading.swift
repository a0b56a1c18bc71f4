import Conversion
import TextAnalysis

/// A document that is being read: takes pages as they come, keeps them, and has them found.
struct DocumentReading {
    /// Pages after which those that came are kept, or how long after the last time.
    private static let (lot, pause) = (25, Duration.seconds(1))

    private var document: Document
    private let run: JobRun
    private let documents: DocumentStore
    private let indexing: PassageIndexing
    private var chunker = PageChunker()
    private var waiting: [StoredPage] = []
    private var kept = ContinuousClock.now

    init(_ document: Document, _ run: JobRun, documents: DocumentStore, indexing: PassageIndexing) {
        (self.document, self.run) = (document, run)
        (self.documents, self.indexing) = (documents, indexing)
    }

    /// Has pages found that were kept and no more.
    ///
    /// - Returns: the first page that is to be read.
    mutating func resume() async throws -> Int {
        var next = 1
        while true {
            let pages = try await documents.pages(of: document.id, from: next, limit: Self.lot * 2)
            guard let last = pages.last?.number else { return next }
            let done = document.pagesDone
            chunker.follow(pages.filter { $0.number <= done })
            let rest = pages.filter { $0.number > done }
            if !rest.isEmpty { try await index(rest) }
            next = last + 1
        }
    }

    mutating func take(_ event: Converter.Event) async throws {
        switch event {
        case .opened(let info):
            let about = document.pagesDone == 0 ? info.title.flatMap { named($0, info.kind) } : nil
            try await documents.opened(run.job, pages: info.pages, about: about)
            document = try await documents.find(document.id) ?? document
            try await run.progress("reading", done: document.pagesDone, total: info.pages)
        case .page(let page):
            waiting.append(
                StoredPage(page, of: document.id) { InstructionDetector.spans(in: $0).map { TextSpan($0) } }
            )
            if waiting.count >= Self.lot || kept.duration(to: .now) >= Self.pause {
                try await keep()
                // Other kinds are read at once, and would be again.
                if document.kind == .pdf || document.kind.isImage { try await run.giveWay() }
            }
            try await run.progress("reading", done: page.number, total: document.pages)
        }
    }

    /// - Throws: `ConversionError` where no page could be read, now or before.
    mutating func finish() async throws {
        try await keep()
        guard document.pages > 0, document.counts.faulty == document.pages else { return }
        throw try await documents.page(1, of: document.id).fault ?? .broken
    }

    private mutating func keep() async throws {
        guard !waiting.isEmpty else { return }
        let language = Analyzer.guess(waiting.map(\.text).joined(separator: "\n"))
        document = try await documents.keep(waiting, run.job, language: language)
        let pages = waiting
        waiting = []
        try await index(pages)
        kept = .now
    }

    private mutating func index(_ pages: [StoredPage]) async throws {
        guard let first = pages.first?.number, let last = pages.last?.number else { return }
        let passages = chunker.passages(of: pages)
        try await indexing.put(passages, pages: first...last, of: document)
        try await documents.indexed(run.job, upTo: last, passages: passages.count)
    }

    /// What pages of the web, books and e-mails are known by stands in them. Office's files and PDFs are named by whoever
    /// keeps them: what they say of themselves is often their template's.
    private func named(_ title: String, _ kind: FileKind) -> Document.About? {
        guard [.html, .epub, .email, .markdown].contains(kind) else { return nil }
        var about = document.about
        about.title = String(FileName.line(title).prefix(FileName.longest))
        return about.title.isEmpty ? nil : about
    }
}
