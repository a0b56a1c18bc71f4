import Daemon
import HTTPTypes

/// Why a sheet can't be found, made, filled, changed or made final.
enum SheetError: Error, Equatable {
    case notFound
    case cellNotFound
    case noDocuments
    case documentsNotFound
    case tooManyDocuments(most: Int)
    case tooManyCells(most: Int)
    case tooMany(limit: Int)
    case badName(most: Int)
    case running
    case isFinal
    case notFinal
    case unfinished
    case nothingToFill
    case nothingToChange
    case badLimit
    case badFormat
    case overCap
    case changedMeanwhile
    case nothingToUndo
    case documentGone
    case badValue(SheetColumn)
    /// - Parameter first: of which row and column the first is.
    case cellsWithoutSource(count: Int, first: String)

    static func == (one: SheetError, other: SheetError) -> Bool { one.problem.code == other.problem.code }
}

extension SheetError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "sheet_not_found", Messages.sheetNotFound)
        case .cellNotFound: Problem(.notFound, "cell_not_found", Messages.sheetCellNotFound)
        case .noDocuments: Problem(.unprocessableContent, "no_documents", Messages.sheetNoDocuments)
        case .documentsNotFound: Problem(.notFound, "document_not_found", Messages.sheetDocumentsNotFound)
        case .tooManyDocuments(let most):
            Problem(.contentTooLarge, "too_many_documents", Messages.sheetTooManyDocuments(most: most))
        case .tooManyCells(let most):
            Problem(.contentTooLarge, "too_many_cells", Messages.sheetTooManyCells(most: most))
        case .tooMany(let limit): Problem(.conflict, "too_many_sheets", Messages.tooManySheets(limit: limit))
        case .badName(let most): Problem(.unprocessableContent, "bad_name", Messages.templateName(most: most))
        case .running: Problem(.conflict, "sheet_running", Messages.sheetRunning)
        case .isFinal: Problem(.conflict, "sheet_final", Messages.sheetFinal)
        case .notFinal: Problem(.conflict, "sheet_not_final", Messages.sheetNotFinal)
        case .unfinished: Problem(.conflict, "sheet_unfinished", Messages.sheetUnfinished)
        case .nothingToFill: Problem(.conflict, "nothing_to_fill", Messages.sheetNothingToFill)
        case .nothingToChange: Problem(.unprocessableContent, "nothing_to_change", Messages.sheetNothingToChange)
        case .badLimit: Problem(.unprocessableContent, "bad_limit", Messages.sheetBadLimit)
        case .badFormat: Problem(.badRequest, "bad_format", Messages.sheetBadFormat)
        case .overCap: Problem(.conflict, "over_cap", Messages.sheetOverCap)
        case .changedMeanwhile: Problem(.conflict, "changed_meanwhile", Messages.sheetChangedMeanwhile)
        case .nothingToUndo: Problem(.conflict, "nothing_to_undo", Messages.sheetNothingToUndo)
        case .documentGone: Problem(.conflict, "document_gone", Messages.sheetDocumentGone)
        case .badValue(let column):
            Problem(
                .unprocessableContent,
                "bad_value",
                Messages.sheetBadValue(column.type, allowed: column.allowed, most: column.most)
            )
        case .cellsWithoutSource(let count, let first):
            Problem(.conflict, "cells_without_source", Messages.sheetCellsWithoutSource(count, first: first))
        }
    }
}
