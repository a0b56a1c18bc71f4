import Foundation

/// EPUB (3.3, and 2): its chapters in reading order, each on pages of its own.
enum BookReader {
    /// What hides only fonts, so that the text can be read (EPUB 3.3, 4.4).
    private static let fontObfuscation = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]

    static func read(_ parts: DocumentParts, into builder: PageBuilder) throws -> (DocumentInfo, PageBuilder) {
        guard try !isEncrypted(parts) else { throw ConversionError.encrypted }
        guard let path = try attribute("full-path", of: "rootfile", in: parts.markup("META-INF/container.xml")) else {
            throw ConversionError.broken
        }
        var (items, order): ([String: String], [String]) = ([:], [])
        var package = try parts.markup(path)
        while let token = package.next() {
            guard case .start(let tag) = token else { continue }
            if tag.name == "item", let id = tag["id"], let target = tag["href"] { items[id] = target }
            if tag.name == "itemref", let id = tag["idref"] { order.append(id) }
        }
        var reader = HTMLReader(builder: builder)
        for target in order.compactMap({ items[$0] }) {
            let name = (target.removingPercentEncoding ?? target).resolved(in: path.folder)
            try reader.read(parts.markup(name, isHTML: true))
            try reader.endChapter()
        }
        let properties = try parts.properties(path)
        let info = DocumentInfo(
            kind: .epub,
            title: properties.title ?? reader.title,
            language: properties.language ?? reader.language
        )
        return (info, reader.builder)
    }

    private static func isEncrypted(_ parts: DocumentParts) throws -> Bool {
        var reader = try parts.markup("META-INF/encryption.xml")
        while let token = reader.next() {
            if case .start(let tag) = token, tag.name == "EncryptionMethod",
                !fontObfuscation.contains(tag["Algorithm"] ?? "")
            {
                return true
            }
        }
        return false
    }

    private static func attribute(_ name: String, of element: String, in markup: MarkupReader) -> String? {
        var markup = markup
        while let token = markup.next() {
            if case .start(let tag) = token, tag.name == element, let value = tag[name] { return value }
        }
        return nil
    }
}
