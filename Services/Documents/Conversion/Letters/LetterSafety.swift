/// What letters may not carry to those who get them: programs, and parts that are loaded from elsewhere when it is opened.
enum LetterSafety {
    /// - Throws: `ConversionError.macros` or `.linkedContent`
    static func check(_ name: String, _ bytes: [UInt8]) throws(ConversionError) {
        if name == "[Content_Types].xml" {
            // A part is what its content type says, whatever it is called.
            let types = String(decoding: bytes, as: UTF8.self).lowercased()
            guard !types.contains("vbaproject"), !types.contains("macroenabled") else { throw .macros }
        }
        guard name.hasSuffix(".rels") else { return }
        var reader = MarkupReader(bytes)
        while let token = reader.next() {
            guard case .start(let tag) = token, tag.name == "Relationship", tag["TargetMode"] == "External" else {
                continue
            }
            let type = (tag["Type"] ?? "").split(separator: "/").last ?? ""
            guard type == "hyperlink" || (type == "attachedTemplate" && isOnOwnDisk(tag["Target"] ?? "")) else {
                throw .linkedContent
            }
        }
    }

    /// Word writes where the template of its author is, `file:///C:\\…`, which nobody else has.
    private static func isOnOwnDisk(_ target: String) -> Bool {
        target.firstMatch(of: #/^(?i:file:\/\/\/)?[A-Za-z]:[\\\/]/#) != nil
    }
}
