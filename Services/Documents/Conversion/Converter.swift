import Foundation

/// Turns files of any kind into text by pages. What reads them are children within limits; here only their kind is
/// looked at, and what the children answer.
package struct Converter: Sendable {
    /// What comes of a file, in this order: what is known of it, then its pages.
    package enum Event: Equatable, Sendable {
        case opened(DocumentInfo)
        case page(Page)
    }

    /// Pages of a PDF that one child reads: few enough that text comes soon.
    private static let range = 25
    /// Pixels an inch at which pictures of pages are recognised (Tesseract's documentation asks for 300).
    private static let scanned: Float = 300
    private static let largestSide = 10_000
    /// Words of a page beyond which nothing more is looked for in its picture.
    private static let fewWords = 20
    /// Pages that may take too long, each after another: a file of nothing else would be read for days.
    private static let slowPages = 5
    private static let largestAnswer = 512 << 20

    package let limits: ConversionLimits
    let children: ChildRunner
    private let reader: String
    private let folder: String
    private let processes: Int

    private var pdf: PDFTools { PDFTools(children: children) }
    private var recogniser: Recogniser { Recogniser(children: children, folder: folder) }

    /// - Parameters:
    ///   - reader: the program `document-reader`.
    ///   - folder: a private one that exists, for files that are gone once a page is read.
    ///   - processes: children at a time, whatever asks for them.
    package init(reader: String, folder: String, limits: ConversionLimits = ConversionLimits(), processes: Int = 2) {
        (self.reader, self.folder, self.limits, self.processes) = (reader, folder, limits, processes)
        children = ChildRunner(limits: limits, processes: processes)
    }

    /// What a file is, by its content.
    ///
    /// - Parameter name: tells only kinds of plain text apart that look alike.
    /// - Throws: `ConversionError`.
    package func kind(of file: String, name: String) throws(ConversionError) -> FileKind {
        try KindDetector.kind(of: FileBytes(path: file), name: name, limits: limits)
    }

    /// Reads a file page by page. An archive has no pages: see `Expansion`.
    ///
    /// - Parameters:
    ///   - first: the page from which on they are wanted: those before it were done already.
    ///   - each: is waited for; when it throws, or its task is cancelled, the children are gone.
    /// - Throws: `ConversionError` for the whole of the file, `CancellationError`, or what `each` throws. What is wrong
    ///   with a single page is said by the page.
    package func read(
        _ file: String,
        as kind: FileKind,
        from first: Int = 1,
        each: (Event) async throws -> Void
    ) async throws {
        switch kind {
        case .pdf: try await readPDF(file, from: first, each)
        case .png, .jpeg, .tiff, .webp: try await readPicture(file, kind, from: first, each)
        case .zip: throw ConversionError.noPages
        default: try await readDocument(file, kind, from: first, each)
        }
    }

    /// A picture of a page: PNG.
    ///
    /// - Parameter longest: pixels of its longer side.
    /// - Throws: `ConversionError.noPageImage` for kinds that have none.
    package func picture(of file: String, as kind: FileKind, page: Int, longest: Int = 1_600) async throws -> [UInt8] {
        if kind.isImage {
            let frames = try PictureFile(FileBytes(path: file), kind, limits: limits).sizes
            guard frames.indices.contains(page - 1) else { throw ConversionError.noSuchPage }
            let tools = PictureTools(children: children, pixels: limits.pixels)
            return try await tools.picture(file, kind, frame: page - 1, longest: min(longest, Self.largestSide))
        }
        guard kind == .pdf else { throw ConversionError.noPageImage }
        guard try await (1...pdf.info(file).pages).contains(page) else { throw ConversionError.noSuchPage }
        return try await pdf.picture(file, page: page, longest: min(longest, Self.largestSide))
    }

    private func readPDF(_ file: String, from first: Int, _ each: (Event) async throws -> Void) async throws {
        let info = try await pdf.info(file)
        guard info.pages <= limits.pages else { throw ConversionError.tooManyPages(limit: limits.pages) }
        try await each(.opened(info))
        let ranges = stride(from: first, through: info.pages, by: Self.range).map { start in
            start...min(start + Self.range - 1, info.pages)
        }
        var slow = 0
        try await inOrder(ranges, width: processes, { try await text(file, $0) }) { pages in
            try await inOrder(pages, width: processes, { try await recognised($0, of: file) }) { page in
                try await each(.page(page))
                slow = page.fault == .timedOut ? slow + 1 : 0
                guard slow < Self.slowPages else { throw ConversionError.tooSlow }
            }
        }
    }

    /// Where one page of a range stops all, the others are read one by one.
    private func text(_ file: String, _ range: ClosedRange<Int>) async throws -> [Page] {
        do {
            return try await pdf.pages(file, range)
        } catch let error as ConversionError {
            guard range.count > 1 else { return [Page(faulty: range.lowerBound, error)] }
            var (pages, slow): ([Page], Int) = ([], 0)
            // Once so many took too long the file is given up, and nobody waits for the rest.
            for number in range where slow < Self.slowPages {
                let page = try await text(file, number...number)
                slow = page.first?.fault == .timedOut ? slow + 1 : 0
                pages += page
            }
            return pages
        }
    }

    /// A page that has no text of its own is looked at as a picture; a scan, too, on which only a line was printed.
    private func recognised(_ page: Page, of file: String) async throws -> Page {
        guard page.words.count < Self.fewWords, page.fault == nil, let size = page.size else { return page }
        guard !page.words.isEmpty else { return try await recognised(page, of: file, size) }
        guard (try? await pdf.isScan(file, page: page.number, of: size)) == true else { return page }
        let scan = try await recognised(page, of: file, size)
        return scan.words.count > page.words.count ? scan : page
    }

    private func recognised(_ page: Page, of file: String, _ size: Size) async throws -> Page {
        do {
            let side = min(Self.largestSide, Int(max(size.width, size.height) / 72 * Self.scanned))
            let picture = try await pdf.picture(file, page: page.number, longest: max(1, side), isGray: true)
            return try await recogniser.page(picture, number: page.number, size: size)
        } catch let error as ConversionError {
            return Page(faulty: page.number, error)
        }
    }

    private func readPicture(
        _ file: String,
        _ kind: FileKind,
        from first: Int,
        _ each: (Event) async throws -> Void
    ) async throws {
        let sizes = try PictureFile(FileBytes(path: file), kind, limits: limits).sizes
        try await each(.opened(DocumentInfo(kind: kind, pages: sizes.count)))
        guard first <= sizes.count else { return }
        let work = { @Sendable (number: Int) async throws -> Page in
            do {
                return try await recogniser.page(file, frame: sizes.count > 1 ? number : nil, number: number)
            } catch let error as ConversionError where sizes.count > 1 {
                return Page(faulty: number, error)
            }
        }
        try await inOrder(first...sizes.count, width: processes, work) { try await each(.page($0)) }
    }

    private func readDocument(
        _ file: String,
        _ kind: FileKind,
        from first: Int,
        _ each: (Event) async throws -> Void
    ) async throws {
        let request = ReaderRequest(action: .pages, file: file, kind: kind, firstPage: first, limits: limits)
        let lines = try await answer(to: request)
        // The last one says how it went; pages are many, and are looked at one by one.
        switch try lines.last.map(Self.reply) {
        case .info(let info): try await each(.opened(info))
        case .failed(let error): throw error
        default: throw ConversionError.broken
        }
        for line in lines.dropLast() {
            try Task.checkCancellation()
            if case .page(let page) = try Self.reply(line) { try await each(.page(page)) }
        }
    }

    /// What the reader answers.
    ///
    /// - Parameter memory: bytes, where it needs more than reading does.
    func ask(_ request: ReaderRequest, memory: Int? = nil) async throws -> [ReaderReply] {
        try await answer(to: request, memory: memory).map(Self.reply)
    }

    /// The lines of an answer.
    private func answer(to request: ReaderRequest, memory: Int? = nil) async throws -> [ArraySlice<UInt8>] {
        let argument = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
        let output = try await children.run(
            reader,
            of: "document-reader",
            [argument],
            output: Self.largestAnswer,
            memory: memory
        )
        return output.split(separator: UInt8(ascii: "\n"))
    }

    private static func reply(_ line: ArraySlice<UInt8>) throws -> ReaderReply {
        do {
            return try JSONDecoder().decode(ReaderReply.self, from: Data(line))
        } catch {
            throw ConversionError.broken
        }
    }
}

extension Page {
    /// One that has no text for a reason.
    fileprivate init(faulty number: Int, _ error: ConversionError) {
        self.init(number: number, text: "", blocks: [], fault: error)
    }
}
