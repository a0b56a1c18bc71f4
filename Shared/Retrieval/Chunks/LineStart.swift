import TextAnalysis

/// What the beginning of a line says of its place in the text.
struct LineStart {
    enum Mark {
        case empty
        /// `##`
        case heading(level: Int)
        /// `| a | b |`, or the rule under a table's header.
        case row(isRule: Bool)
        /// `-`, `•`, `1.`, `a)`
        case item
    }

    /// UTF-16 code units of what may be a heading that no mark tells of.
    private static let longestHeading = 120

    /// Without the white space before it.
    private let line: ArraySlice<UInt16>

    init(_ line: ArraySlice<UInt16>) {
        self.line = line.drop(while: Self.isSpace)
    }

    /// Nil for a line of a paragraph.
    var mark: Mark? {
        guard let first = line.first else { return .empty }
        // Half of a pair begins no mark.
        guard let scalar = Unicode.Scalar(first) else { return nil }
        switch scalar {
        case "#":
            let level = line.prefix(while: { $0 == first }).count
            return level <= 6 && isSpace(behind: level) ? .heading(level: level) : nil
        case "|":
            return .row(isRule: line.allSatisfy { Self.isOne(of: "|-:", $0) || Self.isSpace($0) })
        case "-", "*", "•", "–":
            return isSpace(behind: 1) ? .item : nil
        case "0"..."9":
            let digits = line.prefix(4).prefix(while: Self.isDigit).count
            return digits <= 3 && isOne(of: ".)", behind: digits) && isSpace(behind: digits + 1) ? .item : nil
        case "a"..."z":
            return isOne(of: ")", behind: 1) && isSpace(behind: 2) ? .item : nil
        default:
            return nil
        }
    }

    /// The level that a line of its own would have as a heading; nil for what reads like a sentence.
    var headingLevel: Int? {
        guard line.count <= Self.longestHeading, let last = line.last(where: { !Self.isSpace($0) }),
            !Self.isOne(of: ".;,:", last)
        else { return nil }
        if let level = numberedLevel { return level }
        var letters = 0
        for letter in String(utf16: line) where letter.isLetter {
            guard letter.isUppercase else { return nil }
            letters += 1
        }
        return letters >= 4 ? 1 : nil
    }

    /// How many numbers stand before a capital: 2 for `2.1 Método`.
    private var numberedLevel: Int? {
        let number = line.prefix(while: { Self.isDigit($0) || Self.isOne(of: ".", $0) })
        let parts = String(utf16: number).split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.last?.isEmpty == true ? parts.dropLast() : parts[...]
        guard numbers.count > 1, numbers.allSatisfy({ (1...2).contains($0.count) }), isSpace(behind: number.count)
        else { return nil }
        let title = line.dropFirst(number.count).drop(while: Self.isSpace)
        return String(utf16: title.prefix(2)).first?.isUppercase == true ? numbers.count : nil
    }

    private func isSpace(behind offset: Int) -> Bool { line.dropFirst(offset).first.map(Self.isSpace) ?? false }

    private func isOne(of marks: String, behind offset: Int) -> Bool {
        line.dropFirst(offset).first.map { Self.isOne(of: marks, $0) } ?? false
    }

    private static func isOne(of marks: String, _ unit: UInt16) -> Bool { marks.utf16.contains(unit) }

    private static func isDigit(_ unit: UInt16) -> Bool { (48...57).contains(unit) }

    private static func isSpace(_ unit: UInt16) -> Bool {
        unit < 0x80 ? unit == 32 || (9...13).contains(unit) : Unicode.Scalar(unit)?.properties.isWhitespace ?? false
    }
}
