import Foundation

/// A table as spreadsheets save it: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.
package struct CSVTable: Sendable, Equatable {
    package struct Record: Sendable, Equatable {
        /// Where it begins; the first line of the file is 1.
        package let line: Int
        package let fields: [String]
    }

    package let separator: Character
    /// Without blank lines.
    package let records: [Record]

    /// Why a file can't be read as a table.
    package enum Fault: Error, Equatable {
        case notText
        case unclosedQuote(line: Int)
    }

    package init(_ data: Data) throws(Fault) {
        var text = try Self.text(data)
        var separator: Character?
        // Excel's own way to say it.
        if text.hasPrefix("sep="), let named = text.dropFirst(4).first {
            separator = named
            text = "\n" + text.drop { !$0.isNewline }.dropFirst()
        }
        let mark = separator ?? Self.separator(of: text)
        self.separator = mark
        records = try Self.records(Array(text.utf8), separator: mark.asciiValue ?? UInt8(ascii: ","))
    }

    private static func text(_ data: Data) throws(Fault) -> String {
        let text: String? =
            if data.starts(with: [0xEF, 0xBB, 0xBF]) {
                String(bytes: data.dropFirst(3), encoding: .utf8)
            } else if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) {
                String(data: data, encoding: .utf16)
            } else {
                String(bytes: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252)
            }
        // A workbook, or something else that is no table.
        guard let text, !text.utf8.contains(0), !text.hasPrefix("PK\u{3}") else { throw .notText }
        return text
    }

    /// The one that the first line has most of, outside of quotes.
    private static func separator(of text: String) -> Character {
        var (counts, isQuoted): ([Character: Int], Bool) = ([:], false)
        for character in text.drop(while: \.isNewline) {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character.isNewline { break }
            if !isQuoted { counts[character, default: 0] += 1 }
        }
        let candidates: [Character] = [",", ";", "\t"]
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
    }

    /// RFC 4180, with any line ends.
    private static func records(_ bytes: [UInt8], separator: UInt8) throws(Fault) -> [Record] {
        let (quote, newline, carriage) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
        var records: [Record] = []
        var (fields, field): ([String], [UInt8]) = ([], [])
        var (line, start, index) = (1, 1, 0)
        var isQuoted = false
        func endRecord() {
            fields.append(String(decoding: field, as: UTF8.self))
            if fields.contains(where: { $0.contains { !$0.isWhitespace } }) {
                records.append(Record(line: start, fields: fields))
            }
            (fields, field) = ([], [])
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == newline || (byte == carriage && (index == bytes.count || bytes[index] != newline)) { line += 1 }
            if isQuoted {
                if byte != quote {
                    field.append(byte)
                } else if index < bytes.count, bytes[index] == quote {
                    field.append(quote)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == quote, field.allSatisfy({ $0 == UInt8(ascii: " ") }) {
                field = []
                isQuoted = true
            } else if byte == separator {
                fields.append(String(decoding: field, as: UTF8.self))
                field = []
            } else if byte == newline || byte == carriage {
                endRecord()
                if byte == carriage, index < bytes.count, bytes[index] == newline {
                    index += 1
                    line += 1
                }
                start = line
            } else {
                field.append(byte)
            }
        }
        guard !isQuoted else { throw .unclosedQuote(line: start) }
        endRecord()
        return records
    }
}
