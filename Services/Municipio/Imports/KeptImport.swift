import Foundation
import Persistence
import SuiteProtocol

/// An import as it is kept.
struct KeptImport: Sendable, RowDecodable {
    enum State: String, Codable, Sendable {
        /// Its lines are still being kept: nobody sees it.
        case reading
        case previewed, applied, undone
    }

    let id: String
    let state: State
    let createdAt: Date
    let createdBy: String?
    let replaces: Bool
    let encoding: String
    let separator: String
    let columns: [ImportTable.Column]
    let counts: [ImportPlan.Action: Int]
    /// That of the offices with which it was compared.
    let baseRevision: Int
    /// That which it became.
    let revision: Int?
    let appliedAt: Date?
    let undoneAt: Date?

    init(row: Row) throws {
        id = try row.get("id")
        state = try row.get("state")
        createdAt = try row.get("created_at")
        createdBy = try row.get("created_by")
        replaces = try row.get("replaces")
        encoding = try row.get("encoding")
        separator = try row.get("separator")
        columns = try WireJSON.decoder().decode([ImportTable.Column].self, from: row.get("headers"))
        counts = [
            .add: try row.get("adds"), .change: try row.get("changes"), .remove: try row.get("removals"),
            .unchanged: try row.get("unchanged"), .error: try row.get("errors"),
        ]
        baseRevision = try row.get("base_revision")
        revision = try row.get("revision")
        appliedAt = try row.get("applied_at")
        undoneAt = try row.get("undone_at")
    }
}

/// A line of an import as it is kept.
struct KeptLine: Sendable, RowDecodable {
    let number: Int
    let line: Int?
    let action: ImportPlan.Action
    let written: String
    let error: String?
    let about: String?
    let officeID: String?
    let place: Place.Key?
    let data: OfficeData

    init(row: Row) throws {
        number = try row.get("number")
        line = try row.get("line")
        action = try row.get("action")
        written = try row.get("written")
        error = try row.get("error")
        about = try row.get("about")
        officeID = try row.get("office_id")
        let country: String? = try row.get("country")
        let code: String? = try row.get("municipality")
        place = if let country, let code { Place.Key(country: country, code: code) } else { nil }
        data = try OfficeData(row: row)
    }

    /// The office that is no longer what it was.
    var changedOffice: String? { action == .change ? officeID : nil }
}

/// An import with a part of its lines, for whoever keeps offices.
struct ShownImport: Sendable {
    let kept: KeptImport
    let names: [String: String]
    let lines: [ShownLine]
    /// The number of the last line, where there are more.
    let next: Int?
}

/// A line with what it changes.
struct ShownLine: Sendable {
    let kept: KeptLine
    let municipality: String?
    let changes: [OfficeChange]

    init(_ line: KeptLine, before: OfficeData?, places: Places) {
        kept = line
        municipality = line.place.map { places[$0]?.name ?? $0.code }
        changes =
            switch line.action {
            case .add: OfficeData().changes(to: line.data)
            case .change: (before ?? OfficeData()).changes(to: line.data)
            case .remove, .unchanged, .error: []
            }
    }
}
