import Conversion
import Daemon

/// A letter that everybody can try, and begin their own from.
struct ExampleLetter {
    /// Of no other template: no time has them.
    private static let ids: [Language: String] = [
        .es: "00000000-0000-7000-8000-000000000001", .en: "00000000-0000-7000-8000-000000000002",
    ]

    let id: String
    let name: String
    private let lines: [String]

    init(_ language: Language) {
        id = Self.ids[language, default: ""]
        name = Messages.letterExampleName[language]
        lines = Messages.letterExample[language].split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// Nil where it is somebody's own template.
    init?(id: String) {
        guard let language = Self.ids.first(where: { $0.value == id })?.key else { return nil }
        self.init(language)
    }

    var fields: [String] {
        var fields: [String] = []
        for case .field(let field, _) in text where !fields.contains(field) { fields.append(field) }
        return fields
    }

    /// As people read it.
    var text: [LetterTemplate.Piece] {
        var pieces: [LetterTemplate.Piece] = []
        for line in lines {
            for (index, part) in (line + "\n").split(separator: "{{", omittingEmptySubsequences: false).enumerated() {
                guard index > 0, let end = part.firstRange(of: "}}") else {
                    pieces.append(.literal(String(part)))
                    continue
                }
                pieces.append(.field(String(part[..<end.lowerBound]), prefix: "w:"))
                pieces.append(.literal(String(part[end.upperBound...])))
            }
        }
        return pieces
    }

    func file() throws(ExportError) -> [UInt8] {
        try WordDocument.file(title: name, body: lines.map { WordDocument.paragraph($0) }.joined())
    }
}
