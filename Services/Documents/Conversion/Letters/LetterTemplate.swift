/// A Word document with fields as `{{nombre}}`, read once for as many letters as there are.
package struct LetterTemplate: Equatable, Sendable {
    /// What a text consists of.
    package enum Piece: Codable, Equatable, Sendable {
        /// As it stands in the file.
        case literal(String)
        /// In markup, `prefix` is what its elements' names begin with: `w:`.
        case field(String, prefix: String)
    }

    /// A file of the document's archive.
    package struct Part: Codable, Equatable, Sendable {
        package enum Content: Codable, Equatable, Sendable {
            /// Markup with fields in it.
            case pieces([Piece])
            /// The name of the file that was written, in the folder.
            case file(String)
        }

        package let name: String
        package let content: Content
    }

    /// In the document's own order.
    package let parts: [Part]
    /// The text of its main part, for people to look at.
    package let text: [Piece]

    /// Each once, those of the main text first.
    package var fields: [String] {
        let parts = parts.flatMap { part -> [Piece] in
            if case .pieces(let pieces) = part.content { pieces } else { [] }
        }
        var seen = Set<String>()
        return (text + parts).compactMap { piece in
            guard case .field(let name, _) = piece, seen.insert(name).inserted else { return nil }
            return name
        }
    }
}

extension Converter {
    /// Bytes, files, and bytes of the opened archive: letters have a page or two, and a picture on them.
    private static let largestTemplate = 20 << 20
    private static let mostParts = 1_000
    private static let largestOpened = 100 << 20

    /// Opens a template.
    ///
    /// - Parameter folder: an empty one. What is written there belongs to the caller, also where this throws.
    /// - Throws: `ConversionError`, or `CancellationError`.
    package func letterTemplate(_ file: String, into folder: String) async throws -> LetterTemplate {
        guard try kind(of: file, name: "") == .docx else { throw ConversionError.unknownType }
        var limits = limits
        limits.fileSize = min(limits.fileSize, Self.largestTemplate)
        limits.entries = min(limits.entries, Self.mostParts)
        limits.unpackedSize = min(limits.unpackedSize, Self.largestOpened)
        let request = ReaderRequest(action: .letter, file: file, kind: .docx, folder: folder, limits: limits)
        let replies = try await ask(request)
        for case .failed(let error) in replies { throw error }
        let parts = replies.compactMap { if case .part(let part) = $0 { part } else { nil } }
        let text = replies.compactMap { if case .text(let pieces) = $0 { pieces } else { nil } }
        guard !parts.isEmpty else { throw ConversionError.broken }
        return LetterTemplate(parts: parts, text: text.flatMap { $0 })
    }
}
