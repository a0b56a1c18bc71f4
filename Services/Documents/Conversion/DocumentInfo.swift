/// What is known of a file beside its text.
package struct DocumentInfo: Codable, Equatable, Sendable {
    package var kind: FileKind
    /// As the document itself says.
    package var title: String?
    /// As the document itself says: a language tag, `es` or `en-GB`.
    package var language: String?
    package var pages: Int
    /// Where it came as bytes of a text: `utf-8`, `utf-16`, `windows-1252`.
    package var encoding: TextEncoding?

    package init(
        kind: FileKind,
        title: String? = nil,
        language: String? = nil,
        pages: Int = 0,
        encoding: TextEncoding? = nil
    ) {
        (self.kind, self.title, self.language) = (kind, title?.nonBlank, language?.nonBlank)
        (self.pages, self.encoding) = (pages, encoding)
    }
}

extension String {
    /// Itself without white space around it; nil where nothing else is there.
    var nonBlank: String? {
        let trimmed = collapsed
        return trimmed.isEmpty ? nil : trimmed
    }

    /// Itself with one space for any white space, and none around it.
    var collapsed: String {
        unicodeScalars.split { $0.properties.isWhitespace }.map(String.init).joined(separator: " ")
    }
}
