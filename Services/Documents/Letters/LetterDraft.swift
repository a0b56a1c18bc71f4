import Conversion
import FoundationEssentials

/// A template that is ready to be filled: all of it in memory.
struct LetterDraft: Sendable {
    private enum Content: Sendable {
        case pieces([LetterTemplate.Piece])
        case bytes([UInt8])
    }

    private let parts: [(name: String, content: Content)]

    /// - Parameter folder: where the parts without fields are.
    init(_ template: LetterTemplate, folder: String) throws {
        parts = try template.parts.map { part in
            switch part.content {
            case .pieces(let pieces): (part.name, .pieces(pieces))
            case .file(let name):
                (part.name, .bytes(Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))))
            }
        }
    }

    /// A whole document.
    ///
    /// - Parameter values: of fields; what isn't there leaves its field empty.
    /// - Throws: `ExportError`.
    func letter(_ values: [String: String]) throws(ExportError) -> [UInt8] {
        let archive = try ArchiveWriter()
        for (name, content) in parts {
            switch content {
            case .bytes(let bytes): try archive.add(name, bytes, at: ArchiveWriter.epoch)
            case .pieces(let pieces):
                try archive.add(name, Array(Self.markup(pieces, values).utf8), at: ArchiveWriter.epoch)
            }
        }
        return try archive.finish()
    }

    /// What people would read.
    static func text(_ pieces: [LetterTemplate.Piece], _ values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .field(let name, _): values[name] ?? "{{\(name)}}"
            }
        }.joined()
    }

    private static func markup(_ pieces: [LetterTemplate.Piece], _ values: [String: String]) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .field(let name, let prefix): run(values[name] ?? "", prefix)
            }
        }.joined()
    }

    /// A value as the text of a run, whose elements begin with `prefix`.
    private static func run(_ value: String, _ prefix: String) -> String {
        let text = "<\(prefix)t xml:space=\"preserve\">"
        return value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).escapedForXML }
                .joined(separator: "</\(prefix)t><\(prefix)tab/>\(text)")
        }.joined(separator: "</\(prefix)t><\(prefix)br/>\(text)")
    }
}
