import Conversion
import CSV
import Daemon
import HTTPTypes

/// Why letters can't be made, or a template or a table not be used.
enum LetterError: Error, Equatable {
    case notFound
    case templateNotFound
    case tableNotFound
    /// Either a sheet or a table.
    case noRowsNamed
    /// Of the file that was sent as a template.
    case unreadable(ConversionError)
    case noFields
    case templateInUse
    case exampleStays
    case badTable
    case badColumns(most: Int)
    case noRows
    case tooManyRows(most: Int)
    case longValue(most: Int)
    case unknownColumn(String)
    case fieldsWithoutColumn([String])
    /// LibreOffice isn't installed.
    case noPrinter
    case notReady
    /// That wait, of one person.
    case tooMany(limit: Int)
    /// Of one person's letters, there is no room for more.
    case full
    case tooManyTemplates(limit: Int)
    case badPage(most: Int)
}

extension LetterError {
    init(_ fault: CSVTable.Fault) {
        self =
            switch fault {
            case .tooManyRecords: .tooManyRows(most: LetterTable.mostRows)
            case .tooManyFields: .badColumns(most: LetterTable.mostColumns)
            case .notText, .unclosedQuote: .badTable
            }
    }
}

extension LetterError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "letters_not_found", Messages.lettersNotFound)
        case .templateNotFound: Problem(.notFound, "letter_template_not_found", Messages.letterTemplateNotFound)
        case .tableNotFound: Problem(.notFound, "letter_table_not_found", Messages.letterTableNotFound)
        case .noRowsNamed: Problem(.badRequest, "no_rows_named", Messages.letterNoRowsNamed)
        case .unreadable(.unknownType): Problem(.unprocessableContent, "unknown_type", Messages.letterNotWord)
        case .unreadable(let error):
            Problem(
                .unprocessableContent,
                error.code,
                LocalizedText(es: error.sentence.es, en: error.sentence.en)
            )
        case .noFields: Problem(.unprocessableContent, "no_fields", Messages.letterNoFields)
        case .templateInUse: Problem(.conflict, "letter_template_in_use", Messages.letterTemplateInUse)
        case .exampleStays: Problem(.conflict, "example_stays", Messages.letterExampleStays)
        case .badTable: Problem(.unprocessableContent, "bad_table", Messages.letterBadTable)
        case .badColumns(let most): Problem(.unprocessableContent, "bad_columns", Messages.letterBadColumns(most))
        case .noRows: Problem(.unprocessableContent, "no_rows", Messages.letterNoRows)
        case .tooManyRows(let most): Problem(.unprocessableContent, "too_many_rows", Messages.letterTooManyRows(most))
        case .longValue(let most): Problem(.unprocessableContent, "long_value", Messages.letterLongValue(most))
        case .unknownColumn(let name):
            Problem(.unprocessableContent, "unknown_column", Messages.letterUnknownColumn(name))
        case .fieldsWithoutColumn(let fields):
            Problem(.unprocessableContent, "field_without_column", Messages.letterFieldsWithoutColumn(fields))
        case .noPrinter: Problem(.notImplemented, "pdf_not_installed", Messages.letterNoPrinter)
        case .notReady: Problem(.conflict, "letters_not_ready", Messages.lettersNotReady)
        case .tooMany(let limit): Problem(.tooManyRequests, "too_many_letters", Messages.lettersTooMany(limit))
        case .full: Problem(.conflict, "letters_full", Messages.lettersFull)
        case .tooManyTemplates(let limit):
            Problem(.conflict, "too_many_letter_templates", Messages.letterTooManyTemplates(limit))
        case .badPage(let most): Problem(.badRequest, "bad_page", Messages.badPage(most: most))
        }
    }
}
