import TextAnalysis

/// A page of a document as rules read it. All offsets are UTF-16 code units of its text.
package struct PageText: Sendable {
    package struct Block: Sendable {
        package enum Kind: Sendable, Equatable {
            case heading(level: Int)
            case paragraph
            case listItem
            /// A row of a table, with where its cells stand.
            case row(cells: [Range<Int>])
        }

        package let kind: Kind
        package let range: Range<Int>

        package init(kind: Kind, range: Range<Int>) {
            (self.kind, self.range) = (kind, range)
        }

        /// Of a row.
        var cells: [Range<Int>] {
            if case .row(let cells) = kind { cells } else { [] }
        }
    }

    /// From 1.
    package let number: Int
    package let blocks: [Block]
    /// Without those that speak to a machine.
    let tokens: [Token]
    private let units: [UInt16]
    private let instructions: [Range<Int>]

    /// - Parameter instructions: where the text tells a machine what to do. No value is read there.
    package init(number: Int, text: String, blocks: [Block], instructions: [Range<Int>] = []) {
        self.instructions = instructions
        units = Array(text.utf16)
        let length = units.count
        self.number = number
        self.blocks = blocks.filter { $0.range.lowerBound >= 0 && $0.range.upperBound <= length && !$0.range.isEmpty }
        tokens = TextAnalysis.tokens(text).filter { token in !instructions.contains { $0.overlaps(token.range) } }
    }

    var length: Int { units.count }

    /// The whole of it.
    var text: String { slice(0..<length) }

    package func slice(_ range: Range<Int>) -> String {
        String(utf16: units[range.clamped(to: 0..<length)])
    }

    /// The places of the tokens that lie in a part of the text.
    func tokens(in range: Range<Int>) -> Range<Int> {
        let first = place(of: range.lowerBound)
        return first..<max(first, place(of: range.upperBound))
    }

    /// The first token that doesn't begin before an offset.
    private func place(of offset: Int) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Without blanks, rules to write on and marks of lists at its ends; nil for nothing else.
    func trimmed(_ range: Range<Int>) -> Range<Int>? {
        var range = range.clamped(to: 0..<length)
        while let first = range.first, Self.isEdge(units[first]) { range = first + 1..<range.upperBound }
        while let last = range.last, Self.isEdge(units[last]) || Self.isTail(units[last]) {
            range = range.lowerBound..<last
        }
        return range.isEmpty ? nil : range
    }

    func hasInstructions(in range: Range<Int>) -> Bool { instructions.contains { $0.overlaps(range) } }

    /// Whether a tab or several blanks stand before a token: what is set apart is another field.
    func isSetApart(_ token: Int) -> Bool {
        guard token > 0 else { return true }
        let gap = units[tokens[token - 1].range.upperBound..<tokens[token].range.lowerBound]
        return gap.contains(9) || gap.count > 2
    }

    private static let edges = Set(" \t\n\r\u{A0}\u{202F}_•*|·…".utf16)
    private static let tails = Set(",;:-–—¿¡".utf16)

    private static func isEdge(_ unit: UInt16) -> Bool { edges.contains(unit) }

    private static func isTail(_ unit: UInt16) -> Bool { tails.contains(unit) }
}

/// A value and where it stands in its document.
package struct FoundValue: Sendable, Equatable {
    /// As it is kept: `2026-03-12`, `8.5`, `yes`, one of the allowed values, or the text itself.
    package let value: String
    package let page: Int
    package let range: Range<Int>
    /// How well the place answers to the column, from 0 to 1.
    package let certainty: Double
}
