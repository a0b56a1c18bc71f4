/// Finds out how markup is encoded: by its mark, by what it says, or by what its bytes can be.
enum MarkupEncoding {
    /// The same in UTF-8, without a mark.
    static func utf8(_ bytes: [UInt8]) -> [UInt8] {
        let head = bytes.prefix(4_096)
        guard let (detected, mark) = TextEncoding.detect(head, isCut: head.count < bytes.count) else { return bytes }
        let isSingle = mark == 0 && detected != .utf16LittleEndian && detected != .utf16BigEndian
        let name = isSingle ? declared(bytes) : nil
        let said = name.flatMap { TextEncoding(name: $0) }
        if said == nil, let name, let text = NamedEncoding.decode(bytes, named: name) { return Array(text.utf8) }
        // What says UTF-8 and isn't, or says UTF-16 in single bytes, is read as what it can be.
        let encoding = said == .windows1252 ? .windows1252 : detected
        guard encoding == .utf8 else { return Array(encoding.decode(bytes.dropFirst(mark)).utf8) }
        let rest = bytes.dropFirst(mark)
        if let text = String(validating: rest, as: UTF8.self) { return Array(text.utf8) }
        return Array(TextEncoding.windows1252.decode(rest).utf8)
    }

    /// `encoding="…"` of XML, or `charset=…` of HTML.
    private static func declared(_ bytes: [UInt8]) -> Substring? {
        let head = String(decoding: bytes.prefix(1_024), as: UTF8.self).lowercased()
        for key in ["encoding=", "charset="] {
            guard let start = head.firstRange(of: key)?.upperBound else { continue }
            let value = head[start...].drop { "\"' ".contains($0) }
            return value.prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
        }
        return nil
    }
}
