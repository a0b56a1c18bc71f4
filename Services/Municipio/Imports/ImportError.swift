import CSV
import Daemon
import HTTPTypes

/// Why a whole import can't be read, applied or undone.
enum ImportError: Error, Equatable {
    case notText, noColumns, columnRepeated(String), empty
    case tooManyRows(limit: Int), tooManyCells, tooLarge(limit: Int)
    case unclosedQuote(line: Int)
    case notFound, invalidCursor, invalidAction
    /// Offices were changed since it was previewed.
    case stalePreview
    case alreadyUndone, notApplied
    /// These offices were changed since it was applied.
    case changedSince([String])

    init(_ fault: CSVTable.Fault) {
        self =
            switch fault {
            case .notText: .notText
            case .unclosedQuote(let line): .unclosedQuote(line: line)
            case .tooManyRecords: .tooManyRows(limit: ImportTable.mostRows)
            case .tooManyFields: .tooManyCells
            }
    }
}

extension ImportError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notText: Problem(.unprocessableContent, "not_text", Messages.importNotText)
        case .noColumns: Problem(.unprocessableContent, "wrong_columns", Messages.importNoColumns)
        case .columnRepeated(let column):
            Problem(.unprocessableContent, "wrong_columns", Messages.importColumnRepeated(column))
        case .empty: Problem(.unprocessableContent, "no_rows", Messages.importEmpty)
        case .tooManyRows(let limit): Problem(.contentTooLarge, "too_many_rows", Messages.importTooManyRows(limit))
        case .tooManyCells: Problem(.contentTooLarge, "too_many_cells", Messages.importTooManyCells)
        case .tooLarge(let limit): Problem(.contentTooLarge, "body_too_large", Messages.importTooLarge(limit))
        case .unclosedQuote(let line):
            Problem(.unprocessableContent, "unclosed_quote", Messages.importUnclosedQuote(line))
        case .notFound: Problem(.notFound, "import_not_found", Messages.importNotFound)
        case .invalidCursor: Problem(.badRequest, "invalid_cursor", Messages.invalidCursor)
        case .invalidAction: Problem(.badRequest, "invalid_filter", Messages.importInvalidAction)
        case .stalePreview: Problem(.conflict, "stale_preview", Messages.importStalePreview)
        case .alreadyUndone: Problem(.conflict, "already_undone", Messages.importAlreadyUndone)
        case .notApplied: Problem(.conflict, "not_applied", Messages.importNotApplied)
        case .changedSince(let offices): Problem(.conflict, "changed_since", Messages.importChangedSince(offices))
        }
    }
}
