import Foundation

/// Looks for bytes in every file of a folder, as `grep -r` does.
package enum Disk {
    /// Names of the files that hold a text as UTF-8, as UTF-16, in hexadecimal digits or inside of base64.
    package static func files(holding text: String, below folder: String) -> [String] {
        files(holding: forms(of: text), below: folder)
    }

    package static func holds(_ text: String, below folder: String) -> Bool {
        !files(holding: text, below: folder).isEmpty
    }

    package static func files(holding forms: [Data], below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.sorted().filter { name in
            guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return false }
            return forms.contains { holds($0, content) }
        }
    }

    /// A server's files are too many for `firstRange(of:)`.
    private static func holds(_ form: Data, _ content: Data) -> Bool {
        content.withUnsafeBytes { bytes in
            form.withUnsafeBytes { form in
                guard let start = bytes.baseAddress, let needle = form.baseAddress, let first = form.first else {
                    return false
                }
                var offset = 0
                while offset + form.count <= bytes.count {
                    guard let found = memchr(start + offset, Int32(first), bytes.count - offset) else { return false }
                    offset = start.distance(to: UnsafeRawPointer(found))
                    guard offset + form.count <= bytes.count else { return false }
                    if memcmp(start + offset, needle, form.count) == 0 { return true }
                    offset += 1
                }
                return false
            }
        }
    }

    /// Base64 depends on where in its three bytes the text begins: the part of each that doesn't is looked for.
    private static func forms(of text: String) -> [Data] {
        let bytes = Data(text.utf8)
        let sixteen = Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let base64 = (0..<3).map { shift in
            let whole = bytes.dropFirst(shift)
            return Data(Data(whole.prefix(whole.count / 3 * 3)).base64EncodedString().utf8)
        }
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [bytes, sixteen, Data(digits.utf8)] + base64.filter { $0.count >= 12 }
    }
}
