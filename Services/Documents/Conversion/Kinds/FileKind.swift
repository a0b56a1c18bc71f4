/// What a file is, by its content.
package enum FileKind: String, Codable, CaseIterable, Sendable {
    case pdf, docx, odt, pptx, xlsx, ods, epub, html, markdown, text, csv, email, png, jpeg, tiff, webp, zip

    /// Pictures, whose text is recognised.
    package var isImage: Bool { [.png, .jpeg, .tiff, .webp].contains(self) }

    /// Whether it holds files that are documents of their own; an e-mail has a text beside them.
    package var hasEntries: Bool { self == .zip || self == .email }

    /// The ends of names under which people know it.
    package var extensions: [String] {
        switch self {
        case .html: ["html", "htm", "xhtml"]
        case .markdown: ["md", "markdown"]
        case .text: ["txt", "text", "log"]
        case .csv: ["csv", "tsv", "txt"]
        case .email: ["eml"]
        case .jpeg: ["jpg", "jpeg"]
        case .tiff: ["tif", "tiff"]
        case .docx: ["docx", "docm", "dotx"]
        case .xlsx: ["xlsx", "xlsm", "xltx"]
        case .pptx: ["pptx", "pptm", "ppsx", "potx"]
        default: [rawValue]
        }
    }

    /// Whether a name claims to be something else. It is read as what it is all the same.
    package func contradicts(name: String) -> Bool {
        guard let end = name.split(separator: ".").dropFirst().last else { return false }
        return !extensions.contains(end.lowercased())
    }
}
