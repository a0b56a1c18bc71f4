/// What the daemon asks a child for.
struct ReaderRequest: Codable, Sendable {
    enum Action: String, Codable, Sendable {
        case pages, unpack, letter, print
    }

    let action: Action
    let file: String
    let kind: FileKind
    var firstPage = 1
    /// Where files are unpacked to, or printed.
    var folder = ""
    let limits: ConversionLimits
}

/// What a child answers, each on a line of its own.
enum ReaderReply: Codable, Sendable {
    case page(Page)
    /// After the pages.
    case info(DocumentInfo)
    case file(UnpackedFile)
    /// Of a template for letters, its files and the text of its main part.
    case part(LetterTemplate.Part)
    case text([LetterTemplate.Piece])
    /// The name of a document that is a PDF now, too.
    case printed(String)
    /// The last, in place of what is missing.
    case failed(ConversionError)
}
