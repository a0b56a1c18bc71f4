/// The fields in a part of a Word document: `{{nombre}}` in the text of a paragraph, also where its letters are spread
/// over several runs. What stands for a field keeps the looks of its first run; all other bytes stay as they are.
struct LetterFields {
    let pieces: [LetterTemplate.Piece]
    let hasFields: Bool
    private let paragraphs: [LetterParagraph]

    /// Nil where the bytes are no markup in UTF-8: nothing is looked for in them then.
    ///
    /// - Throws: `ConversionError.broken` for a document type, which these formats forbid (ECMA-376, part 2, 7.1.4).
    init?(_ bytes: [UInt8]) throws(ConversionError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var scanner = LetterScanner(bytes)
        paragraphs = try scanner.paragraphs()
        var edits: [LetterParagraph.Edit] = []
        for paragraph in paragraphs { edits += paragraph.edits(in: bytes) }
        edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        var (pieces, place): ([LetterTemplate.Piece], Int) = ([], 0)
        func append(_ text: String) {
            guard !text.isEmpty else { return }
            if case .literal(let before)? = pieces.last {
                pieces[pieces.count - 1] = .literal(before + text)
            } else {
                pieces.append(.literal(text))
            }
        }
        for edit in edits {
            append(String(decoding: bytes[place..<edit.range.lowerBound], as: UTF8.self))
            switch edit.piece {
            case .literal(let text): append(text)
            case .field: pieces.append(edit.piece)
            }
            place = edit.range.upperBound
        }
        append(String(decoding: bytes[place...], as: UTF8.self))
        hasFields = !edits.isEmpty
        self.pieces = pieces
    }

    /// What people read, a line for each paragraph.
    func text(longest: Int) -> [LetterTemplate.Piece] {
        var (pieces, length): ([LetterTemplate.Piece], Int) = ([], 0)
        for paragraph in paragraphs where !paragraph.isSecondForm && length < longest {
            for piece in paragraph.text + [.literal("\n")] {
                if case .literal(let text) = piece { length += text.count }
                pieces.append(piece)
            }
        }
        return pieces
    }
}
