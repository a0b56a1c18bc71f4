import FoundationEssentials

/// A table that is filled from documents.
struct Sheet: Sendable {
    enum State: String, Codable, Sendable {
        /// Some documents have not been read.
        case draft
        case running
        /// All have, and somebody looks at it.
        case review
        /// Somebody has put their name under it.
        case final
    }

    enum Mode: String, Codable, Sendable {
        case perDocument = "per_document"
        /// As many as a table in each document has.
        case found
    }

    let id: String
    let owner: String
    let name: String
    let plan: SheetPlan
    let mode: Mode
    let state: State
    let jobID: String?
    let writer: SheetWriter?
    /// Documents, and how many of them have been read.
    let documents: Int
    let read: Int
    let createdAt: Date
    let updatedAt: Date
    let finalizedAt: Date?
}

/// The template as it was when the sheet was made.
struct SheetPlan: Codable, Sendable, Equatable {
    let templateID: String?
    let name: String
    let kind: SheetTemplate.Kind
    let columns: [SheetColumn]
}

/// What filled the cells.
struct SheetWriter: Codable, Sendable, Equatable {
    enum Kind: String, Codable, Sendable {
        case rules, model
    }

    let by: Kind
    /// Its name, where it was one.
    let model: String?
    /// Whether parts of documents went to a model outside of the institution.
    let leftInstitution: Bool

    static let rules = SheetWriter(by: .rules, model: nil, leftInstitution: false)

    /// Of both: what has once left has left.
    func joined(with other: SheetWriter?) -> SheetWriter {
        guard let other else { return self }
        return SheetWriter(
            by: by == .model || other.by == .model ? .model : .rules,
            model: model ?? other.model,
            leftInstitution: leftInstitution || other.leftInstitution
        )
    }
}

/// A row and its cells, in the columns' order.
struct SheetRow: Sendable {
    let id: String
    let documentID: String
    let title: String
    /// Among the rows of its document, from 0.
    let place: Int
    let cells: [SheetCell]
}

struct SheetCell: Sendable {
    enum State: String, Codable, Sendable {
        case empty, sourced, unsourced, edited, confirmed, failed

        /// Whether it keeps a sheet from being final.
        var isOpen: Bool { self == .unsourced || self == .failed }
        /// Whether somebody has spoken for it: no run writes over that.
        var isSettled: Bool { self == .edited || self == .confirmed }
    }

    let id: String
    let column: Int
    let state: State
    let content: CellContent
    /// Counts every change.
    let version: Int
    let canUndo: Bool
    let editedBy: String?
    let editedAt: Date?
}

/// What a cell says, and where it was read.
struct CellContent: Codable, Sendable, Equatable {
    struct Source: Codable, Sendable, Equatable {
        let documentID: String
        let page: Int
        /// In UTF-16 code units of the page's text.
        let start: Int
        let end: Int
        let text: String
        let chunkID: Int64?
    }

    var value: String?
    var source: Source?

    static let empty = CellContent()
}

/// A cell as a run writes it.
struct FilledCell: Sendable, Equatable {
    var state: SheetCell.State
    var content: CellContent

    /// The document was read, and doesn't say it: open until somebody writes it or leaves it empty.
    static let missing = FilledCell(state: .unsourced, content: .empty)
    static let failed = FilledCell(state: .failed, content: .empty)
}

extension SheetPlan {
    /// The most points that a row can reach: the weights together; nil where nothing is weighed.
    var most: Double? {
        let weights = columns.compactMap(\.weight)
        return kind == .rubric && !weights.isEmpty ? weights.reduce(0, +) : nil
    }

    /// A row's points: each criterion's share of its most, times its weight. Nil until all criteria have a value.
    func total(of values: [String?]) -> Double? {
        guard kind == .rubric else { return nil }
        var total: Double?
        for (column, value) in zip(columns, values) {
            guard let weight = column.weight, let most = column.most, most > 0 else { continue }
            guard let points = value.flatMap(column.points) else { return nil }
            total = (total ?? 0) + weight * min(max(points, 0), most) / most
        }
        return total.map { ($0 * 1_000).rounded() / 1_000 }
    }
}

extension SheetColumn {
    /// Of a choice, the place of the value: the first of the allowed ones has all points, the last none.
    fileprivate func points(_ value: String) -> Double? {
        guard type == .choice else { return Double(value) }
        guard let place = allowed.firstIndex(of: value), allowed.count > 1, let most else { return nil }
        return most * Double(allowed.count - 1 - place) / Double(allowed.count - 1)
    }
}

/// Numbers without needless decimals: `8`, `8.5`.
enum NumberText {
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    }
}
