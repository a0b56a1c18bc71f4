import Foundation

/// Reads a table while it comes in.
package struct CSVReader: Sendable {
    private let mostRecords: Int
    private let mostFields: Int
    /// What came before it was known how to read it; all of it where it is UTF-16.
    private var head: [UInt8] = []
    private var parser: CSVParser?

    /// By then a first line has ended, or is none.
    private static let longestHead = 1 << 16

    /// One more is refused as soon as it is there.
    ///
    /// - Parameters:
    ///   - mostRecords: with the first line.
    ///   - mostFields: of all records together.
    package init(mostRecords: Int = .max, mostFields: Int = .max) {
        (self.mostRecords, self.mostFields) = (mostRecords, mostFields)
    }

    package mutating func append(_ bytes: some Sequence<UInt8>) throws(CSVTable.Fault) {
        if parser != nil {
            try parser?.read(bytes)
        } else {
            head.append(contentsOf: bytes)
            if !isUTF16, head.count >= Self.longestHead || firstLine.isComplete { try begin() }
        }
    }

    package mutating func finish() throws(CSVTable.Fault) -> CSVTable {
        var encoding: CSVTable.Encoding?
        if parser == nil, isUTF16 {
            guard let text = String(data: Data(head), encoding: .utf16) else { throw .notText }
            (head, encoding) = (Array(text.utf8), .utf16)
        }
        if parser == nil { try begin() }
        guard let table = try parser?.finish(as: encoding) else { throw .notText }
        return table
    }

    private var isUTF16: Bool { head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) }

    /// The first line that isn't blank, and whether its end has come.
    private var firstLine: (bytes: ArraySlice<UInt8>, isComplete: Bool) {
        let text = head.drop { $0 <= UInt8(ascii: " ") }
        var isQuoted = false
        for (index, byte) in zip(text.indices, text) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, isLineEnd(byte) { return (text[..<index], true) }
        }
        return (text, false)
    }

    private mutating func begin() throws(CSVTable.Fault) {
        // A workbook, or something else that is no table.
        guard !head.starts(with: Array("PK\u{3}".utf8)) else { throw .notText }
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
        // Excel's own way to say it.
        let isSaid = head.starts(with: Array("sep=".utf8)) && head.count > 4 && !isLineEnd(head[4])
        let separator = isSaid ? head[4] : Self.separator(of: firstLine.bytes)
        let start = isSaid ? head.firstIndex(where: isLineEnd) ?? head.endIndex : head.startIndex
        var parser = CSVParser(separator: separator, mostRecords: mostRecords, mostFields: mostFields)
        try parser.read(head[start...])
        head = []
        self.parser = parser
    }

    /// The one that the line has most of, outside of quotes.
    private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
        var (counts, isQuoted): ([UInt8: Int], Bool) = ([:], false)
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
    }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
