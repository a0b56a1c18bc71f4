import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// A report on the wire.
struct ReportBody: ResponseEncodable, Sendable {
    struct Sentence: Encodable, Sendable {
        let id: String
        let text: String
        let messageIDs: [String]
        let editedText: String?

        private enum CodingKeys: String, CodingKey {
            case id, text, editedText
            case messageIDs = "messageIds"
        }
    }

    /// Who signed; the name is missing where it was erased.
    struct Signer: Encodable, Sendable {
        let id: String?
        let name: String?
    }

    let id: String
    let scope: ReportTarget.Scope
    /// Of the conversation, the student or the group.
    let targetID: String
    let name: String?
    let from: Date
    let to: Date
    let state: Report.State
    let progress: Int
    let createdAt: Date
    let language: String
    let sentences: [Sentence]
    let figures: ReportFigures?
    let signedBy: Signer?
    let signedAt: Date?

    init(_ report: Report, name: String?) {
        id = report.id
        scope = report.target.scope
        targetID = report.target.id
        self.name = name
        from = report.target.from
        to = report.target.to
        state = report.state
        progress = report.progress
        createdAt = report.createdAt
        language = report.language
        sentences = report.sentences.map { sentence in
            Sentence(
                id: sentence.id,
                text: sentence.text,
                messageIDs: sentence.messageIDs,
                editedText: sentence.editedText
            )
        }
        figures = report.figures
        signedBy = report.signature.map { Signer(id: $0.signer, name: $0.name) }
        signedAt = report.signature?.at
    }
}

/// A report in a list.
struct ReportSummary: Encodable, Sendable {
    let id: String
    let scope: ReportTarget.Scope
    let targetID: String
    let from: Date
    let to: Date
    let state: Report.State
    let progress: Int
    let createdAt: Date
    let signedAt: Date?

    init(_ row: ReportRow) {
        id = row.id
        scope = row.target.scope
        targetID = row.target.id
        from = row.target.from
        to = row.target.to
        state = row.state
        progress = row.progress
        createdAt = row.createdAt
        signedAt = row.signedAt
    }
}

/// What somebody wants a report of.
struct ReportRequest: Decodable, Sendable {
    let scope: ReportTarget.Scope
    let id: String
    /// A time, or a day in UTC: that of `to` is a part of the period.
    let from: String
    let to: String

    func target() throws(ReportError) -> ReportTarget {
        guard let from = Self.date(from), let to = Self.date(to, ofDay: 1) else {
            throw .invalidPeriod(days: ReportTarget.longestDays)
        }
        return try ReportTarget(scope: scope, id: id, from: from, to: to)
    }

    private static func date(_ text: String, ofDay days: Double = 0) -> Date? {
        guard text.utf8.count == 10 else { return WireJSON.date(text) }
        return WireJSON.date(text + "T00:00:00Z")?.addingTimeInterval(days * 86_400)
    }
}
