import Foundation
import Retrieval
import TextAnalysis

/// A line of an import: a text that somebody else calls by an id of theirs.
struct ImportedText: Sendable {
    /// Why a line wasn't taken in.
    enum Fault: String, Error, Codable, Sendable {
        /// No JSON, or no object.
        case invalidJSON = "invalid_json"
        case wrongType = "wrong_type"
        case missingID = "missing_id"
        case idTooLong = "id_too_long"
        case missingText = "missing_text"
        case badURL = "bad_url"
        case lineTooLong = "line_too_long"
        case tooManyLines = "too_many_lines"
        case quotaUsed = "quota_used"
    }

    private static let (longestID, longestURL) = (200, 2_000)

    let id: String
    let title: String
    let text: String
    let url: String?

    init(_ line: some Sequence<UInt8>) throws(Fault) {
        let written = try Self.read(Data(line))
        guard let id = written.id?.text, !id.trimmed.isEmpty else { throw .missingID }
        guard id.utf8.count <= Self.longestID else { throw .idTooLong }
        guard let text = written.text, !text.trimmed.isEmpty else { throw .missingText }
        // Many write an empty one for none.
        url = written.url.flatMap { $0.isEmpty ? nil : $0 }
        if let url {
            guard url.utf8.count <= Self.longestURL, let scheme = URLComponents(string: url)?.scheme?.lowercased(),
                ["http", "https"].contains(scheme)
            else { throw .badURL }
        }
        self.id = id
        self.text = text.replacing("\r\n", with: "\n")
        let title = String(FileName.line(written.title ?? "").prefix(FileName.longest))
        self.title = title.isEmpty ? id : title
    }

    private static func read(_ line: Data) throws(Fault) -> Written {
        do {
            return try JSONDecoder().decode(Written.self, from: line)
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            throw .wrongType
        } catch {
            throw .invalidJSON
        }
    }

    private struct Written: Decodable {
        let id: Identifier?
        let title: String?
        let text: String?
        let url: String?
    }

    /// Many write numbers.
    private struct Identifier: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? "\(container.decode(Int64.self))"
        }
    }
}

extension ImportedText {
    /// UTF-16 code units after which a page ends that nothing else ends.
    private static let longestPage = 6_000

    /// By form feeds, and between blocks where a page would be longer than anyone reads at once.
    func pages(of document: String) -> [StoredPage] {
        let units = Array(text.utf16)
        var (pages, current, last) = ([StoredPage](), [Block](), 1)
        func close() {
            guard let first = current.first, let end = current.last?.range.upperBound else { return }
            let start = first.range.lowerBound
            let text = String(utf16: units[start..<end])
            pages.append(
                StoredPage(
                    document: document,
                    number: pages.count + 1,
                    text: text,
                    blocks: current.map { PageBlock($0, offset: -start) },
                    words: [],
                    size: nil,
                    isRecognised: false,
                    instructions: InstructionDetector.spans(in: text).map { TextSpan($0) },
                    fault: nil
                )
            )
            current = []
        }
        for block in BlockReader.blocks(of: text) {
            let start = current.first?.range.lowerBound ?? block.range.lowerBound
            if block.page != last || block.range.upperBound - start > Self.longestPage { close() }
            last = block.page
            current.append(block)
        }
        close()
        return pages
    }
}

extension PageBlock {
    fileprivate init(_ block: Block, offset: Int) {
        let span = TextSpan(start: block.range.lowerBound + offset, end: block.range.upperBound + offset)
        switch block.kind {
        case .heading(let level): self.init(kind: .heading, level: level, span: span)
        case .paragraph: self.init(kind: .paragraph, span: span)
        case .listItem: self.init(kind: .listItem, level: 1, span: span)
        case .tableRow: self.init(kind: .row, span: span)
        }
    }
}
