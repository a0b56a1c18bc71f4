import Foundation
import Persistence
import TextAnalysis

/// An id as its row has it: 16 digits, so that texts are in the order of their numbers.
enum PassageKey {
    static func text(_ id: Int64) -> String {
        let digits = String(id)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }

    static func id(_ text: String) throws -> Int64 {
        guard let id = Int64(text) else {
            throw RowError.mismatch(column: "id", expected: "digits", found: "text")
        }
        return id
    }
}

/// What is kept of a chunk under seal.
struct PassageContent: Codable {
    let start: Int
    let end: Int
    let section: [String]
    let text: String
    let header: String?

    init(_ passage: NewPassage) {
        start = passage.range.lowerBound
        end = passage.range.upperBound
        section = passage.section
        text = passage.text
        header = passage.tableHeader
    }
}

/// What is kept of a document under seal.
struct SourceDetails: Codable, Equatable {
    let title: String
    let externalID: String?
    let url: String?

    init(_ source: PassageSource) {
        title = source.title
        externalID = source.externalID
        url = source.url
    }
}

/// A document's row, its sealed part not opened.
struct SourceRow: RowDecodable, Sendable {
    static let columns: SQL = "s.document, s.collection, s.owner, s.kind, s.date, s.analyzer, s.details"

    let document: String
    let collection: String
    let owner: String
    let kind: String
    let date: Date?
    let analyzer: Analyzer
    let details: EncryptedText

    init(row: Row) throws {
        document = try row.get("document")
        collection = try row.get("collection")
        owner = try row.get("owner")
        kind = try row.get("kind")
        date = try row.get("date")
        analyzer = try row.get("analyzer")
        details = try row.get("details")
    }

    func opened(by keyring: Keyring) throws -> PassageSource {
        let details = try details.decoded(as: SourceDetails.self, for: document, by: keyring)
        return PassageSource(
            id: document,
            collection: collection,
            owner: owner,
            kind: kind,
            date: date,
            title: details.title,
            externalID: details.externalID,
            url: details.url,
            analyzer: analyzer
        )
    }

    /// A chunk of the document as the index takes it in by its terms.
    func passage(_ id: Int64) -> Passage {
        Passage(
            id: id,
            document: document,
            collection: collection,
            owner: owner,
            kind: kind,
            date: date,
            analyzer: analyzer,
            body: ""
        )
    }
}

/// A chunk's row with what it is found by.
struct TermsRow: RowDecodable, Sendable {
    let id: String
    let document: String
    let terms: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        document = try row.get("document")
        terms = try row.get("terms")
    }
}

/// A chunk's row with what people see of it, beside its document's.
struct ContentRow: RowDecodable, Sendable {
    let id: String
    let page: Int
    let content: EncryptedText
    let source: SourceRow

    init(row: Row) throws {
        id = try row.get("id")
        page = try row.get("page")
        content = try row.get("content")
        source = try SourceRow(row: row)
    }
}
