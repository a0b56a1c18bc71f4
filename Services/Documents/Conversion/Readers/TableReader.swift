import CSV
import Foundation

/// A table in text: each record a row.
enum TableReader {
    /// Fields of all records together.
    private static let mostFields = 5_000_000

    static func read(_ bytes: [UInt8], into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        var builder = builder
        var reader = CSVReader(mostFields: mostFields)
        let table: CSVTable
        do {
            try reader.append(bytes)
            table = try reader.finish()
        } catch .tooManyFields, .tooManyRecords {
            throw ConversionError.tooManyPages(limit: mostFields / PageBuilder.mostRows)
        } catch .notText, .unclosedQuote {
            throw ConversionError.broken
        }
        for record in table.records { try builder.add(row: record.fields) }
        try builder.endPage()
        return (DocumentInfo(kind: .csv, encoding: TextEncoding.detect(bytes)?.encoding), builder)
    }
}
