/// The text of a paragraph, and where each byte of it stands in the markup.
struct LetterParagraph {
    /// What replaces a range of the markup.
    struct Edit {
        let range: Range<Int>
        let piece: LetterTemplate.Piece
    }

    /// What a run says: the element that holds it, and its content.
    struct Node {
        /// Of `<w:t …>`.
        let tag: Range<Int>
        var content: Range<Int>
    }

    private struct Match {
        let name: String
        /// Of the text.
        let range: Range<Int>
    }

    /// Bytes of the name of a field.
    private static let longestName = 100

    /// `w:`.
    let prefix: String
    /// Within what a program shows that doesn't know the first form.
    let isSecondForm: Bool
    private var nodes: [Node] = []
    private var bytes: [UInt8] = []
    /// Of each byte: its node, and what it was made of there; nil for what is no text, as a line break.
    private var places: [(node: Int, range: Range<Int>)?] = []
    private var matches: [Match] = []

    init(prefix: String, isSecondForm: Bool) {
        (self.prefix, self.isSecondForm) = (prefix, isSecondForm)
    }

    mutating func append(_ node: Node, of markup: [UInt8]) {
        let number = nodes.count
        nodes.append(node)
        var index = node.content.lowerBound
        while index < node.content.upperBound {
            var end = index + 1
            if markup[index] == UInt8(ascii: "&") {
                let reference = markup[index..<node.content.upperBound].prefix(12)
                if let mark = reference.firstIndex(of: UInt8(ascii: ";")) { end = mark + 1 }
            }
            for byte in MarkupEntities.resolve(markup[index..<end], isWhole: end > index + 1) {
                bytes.append(byte)
                places.append((number, index..<end))
            }
            index = end
        }
    }

    /// What a field can't reach over: a line break, a tab.
    mutating func appendBreak(_ character: Character) {
        for byte in String(character).utf8 {
            bytes.append(byte)
            places.append(nil)
        }
    }

    /// Once all of its text is there.
    mutating func findFields() {
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            let name = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
            let end = name.endIndex + 2
            let text = String(decoding: name, as: UTF8.self).collapsed
            if end <= bytes.count, bytes[name.endIndex..<end].allSatisfy({ $0 == UInt8(ascii: "}") }), !text.isEmpty,
                name.count <= Self.longestName, places[index..<end].allSatisfy({ $0 != nil })
            {
                matches.append(Match(name: text, range: index..<end))
                index = end
            } else {
                index = max(index + 1, name.endIndex)
            }
        }
    }

    /// In the order of the text.
    func edits(in markup: [UInt8]) -> [Edit] {
        var (edits, touched): ([Edit], Set<Int>) = ([], [])
        for match in matches {
            guard let first = places[match.range.lowerBound], let last = places[match.range.upperBound - 1] else {
                continue
            }
            for node in first.node...last.node {
                let content = nodes[node].content
                let start = node == first.node ? first.range.lowerBound : content.lowerBound
                let end = node == last.node ? last.range.upperBound : content.upperBound
                let piece = LetterTemplate.Piece.field(match.name, prefix: prefix)
                edits.append(Edit(range: start..<end, piece: node == first.node ? piece : .literal("")))
                touched.insert(node)
            }
        }
        for node in touched.sorted() {
            // What stands at an end may be a space now, which counts only where this says so.
            let tag = nodes[node].tag
            guard !String(decoding: markup[tag], as: UTF8.self).contains("xml:space") else { continue }
            let place = tag.upperBound - 1
            edits.append(Edit(range: place..<place, piece: .literal(" xml:space=\"preserve\"")))
        }
        return edits
    }

    /// As people read it.
    var text: [LetterTemplate.Piece] {
        var (pieces, place): ([LetterTemplate.Piece], Int) = ([], 0)
        for match in matches {
            pieces.append(.literal(String(decoding: bytes[place..<match.range.lowerBound], as: UTF8.self)))
            pieces.append(.field(match.name, prefix: prefix))
            place = match.range.upperBound
        }
        return pieces + [.literal(String(decoding: bytes[place...], as: UTF8.self))]
    }
}

extension MarkupEntities {
    /// The bytes that some markup means: a reference, or a byte that stands for itself.
    fileprivate static func resolve(_ markup: ArraySlice<UInt8>, isWhole: Bool) -> [UInt8] {
        isWhole ? Array(resolve(markup).utf8) : Array(markup)
    }
}
