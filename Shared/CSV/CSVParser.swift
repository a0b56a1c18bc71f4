/// RFC 4180, with any line ends, byte by byte. What the bytes mean is looked at when all are there.
struct CSVParser: Sendable {
    private enum Place {
        case plain, quoted
        /// The next one says whether it ends the field or stands for itself.
        case afterQuote
    }

    private let separator: UInt8
    private let mostRecords: Int
    private let mostFields: Int
    /// What all fields hold, one after another.
    private var bytes: [UInt8] = []
    /// Where each field ends.
    private var ends: [Int] = []
    /// Where each record begins in the file, and how many fields there are up to its end.
    private var records: [(line: Int, fields: Int)] = []
    private var place = Place.plain
    private var line = 1
    /// Where the record under way begins.
    private var start = 1
    private var followsReturn = false

    init(separator: UInt8, mostRecords: Int, mostFields: Int) {
        (self.separator, self.mostRecords, self.mostFields) = (separator, mostRecords, mostFields)
    }

    mutating func read(_ text: some Sequence<UInt8>) throws(CSVTable.Fault) {
        for byte in text {
            guard byte != 0 else { throw .notText }
            let endsReturn = followsReturn && byte == newline
            if byte == carriageReturn || (byte == newline && !endsReturn) { line += 1 }
            followsReturn = byte == carriageReturn
            switch place {
            case .quoted where byte == quote:
                place = .afterQuote
            case .quoted:
                bytes.append(byte)
            case .afterQuote where byte == quote:
                bytes.append(byte)
                place = .quoted
            case .plain, .afterQuote:
                place = .plain
                try readPlain(byte, endsReturn: endsReturn)
            }
        }
    }

    private mutating func readPlain(_ byte: UInt8, endsReturn: Bool) throws(CSVTable.Fault) {
        switch byte {
        case quote where bytes[fieldStart...].allSatisfy { $0 == space }:
            bytes.removeSubrange(fieldStart...)
            place = .quoted
        case separator:
            guard ends.count < mostFields else { throw .tooManyFields }
            ends.append(bytes.count)
        case newline where endsReturn:
            start = line
        case newline, carriageReturn:
            try endRecord()
        default:
            bytes.append(byte)
        }
    }

    /// - Parameter encoding: what it was before it became UTF-8; nil where that is to be found out.
    mutating func finish(as encoding: CSVTable.Encoding?) throws(CSVTable.Fault) -> CSVTable {
        guard place != .quoted else { throw .unclosedQuote(line: start) }
        try endRecord()
        let mark = Character(Unicode.Scalar(separator))
        if let records = decoded({ String(validating: $0, as: UTF8.self) }) {
            return CSVTable(encoding: encoding ?? .utf8, separator: mark, records: records)
        }
        guard let records = decoded(windows1252) else { throw .notText }
        return CSVTable(encoding: .windows1252, separator: mark, records: records)
    }

    private var fieldStart: Int { ends.last ?? 0 }

    private mutating func endRecord() throws(CSVTable.Fault) {
        let first = records.last?.fields ?? 0
        let recordStart = first > 0 ? ends[first - 1] : 0
        if bytes[recordStart...].allSatisfy({ $0 <= space }) {
            bytes.removeSubrange(recordStart...)
            ends.removeSubrange(first...)
        } else {
            guard records.count < mostRecords else { throw .tooManyRecords }
            ends.append(bytes.count)
            records.append((start, ends.count))
        }
        start = line
    }

    /// Nil where a field is no text of this encoding.
    private func decoded(_ decode: (ArraySlice<UInt8>) -> String?) -> [CSVTable.Record]? {
        var decoded: [CSVTable.Record] = []
        decoded.reserveCapacity(records.count)
        var (field, begin) = (0, 0)
        for record in records {
            var fields: [String] = []
            while field < record.fields {
                guard let text = decode(bytes[begin..<ends[field]]) else { return nil }
                fields.append(text)
                begin = ends[field]
                field += 1
            }
            if fields.contains(where: { $0.contains { !$0.isWhitespace } }) {
                decoded.append(CSVTable.Record(line: record.line, fields: fields))
            }
        }
        return decoded
    }
}

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let space = UInt8(ascii: " ")

/// Latin-1 with what Windows puts in place of its control characters; nil where it holds one that means nothing.
private func windows1252(_ bytes: ArraySlice<UInt8>) -> String? {
    var text = String.UnicodeScalarView()
    for byte in bytes {
        let scalar = (0x80..<0xA0).contains(byte) ? windowsScalars[Int(byte) - 0x80] : Unicode.Scalar(byte)
        guard let scalar else { return nil }
        text.append(scalar)
    }
    return String(text)
}

private let windowsScalars: [Unicode.Scalar?] = [
    "\u{20AC}", nil, "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}", "\u{2030}",
    "\u{160}", "\u{2039}", "\u{152}", nil, "\u{17D}", nil, nil, "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}",
    "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", nil, "\u{17E}",
    "\u{178}",
]
