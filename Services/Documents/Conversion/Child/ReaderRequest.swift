/// What the daemon asks a child for.
struct ReaderRequest: Codable, Sendable {
    enum Action: String, Codable, Sendable {
        case pages, unpack
    }

    let action: Action
    let file: String
    let kind: FileKind
    var firstPage = 1
    /// Where files are unpacked to.
    var folder = ""
    let limits: ConversionLimits
}

/// What a child answers, each on a line of its own.
enum ReaderReply: Codable, Sendable {
    case page(Page)
    /// After the pages.
    case info(DocumentInfo)
    case file(UnpackedFile)
    /// The last, in place of what is missing.
    case failed(ConversionError)
}
