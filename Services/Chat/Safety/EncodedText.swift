/// Texts in Base64 or hexadecimal inside another.
enum EncodedText {
    private static let leastLength = 16

    /// What the encoded runs say, a line each; nothing where none holds a text.
    static func undone(_ text: String) -> String? {
        var found: [String] = []
        var run: [UInt8] = []
        for byte in text.utf8 {
            if isEncoding(byte) {
                run.append(byte)
            } else {
                if let decoded = decoded(run) { found.append(decoded) }
                run.removeAll(keepingCapacity: true)
            }
        }
        if let decoded = decoded(run) { found.append(decoded) }
        // Groups with gaps between them, alone in their line.
        for line in text.split(separator: "\n") where line.contains(" ") {
            let bytes = line.utf8.filter { $0 != UInt8(ascii: " ") && $0 != 13 }
            if bytes.allSatisfy(isEncoding), let decoded = decoded(bytes) { found.append(decoded) }
        }
        return found.isEmpty ? nil : found.joined(separator: "\n")
    }

    private static func isEncoding(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }

    private static func decoded(_ run: [UInt8]) -> String? {
        guard run.count >= leastLength else { return nil }
        return hexadecimal(run).flatMap(legible) ?? legible(base64(run))
    }

    private static func hexadecimal(_ run: [UInt8]) -> [UInt8]? {
        guard run.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: run.count, by: 2) {
            guard let high = Character(Unicode.Scalar(run[index])).hexDigitValue,
                let low = Character(Unicode.Scalar(run[index + 1])).hexDigitValue
            else { return nil }
            bytes.append(UInt8(high * 16 + low))
        }
        return bytes
    }

    /// Both alphabets, with or without padding.
    static func base64(_ run: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(run.count * 3 / 4)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in run {
            let value: UInt8
            switch byte {
            case 65...90: value = byte - 65
            case 97...122: value = byte - 71
            case 48...57: value = byte + 4
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: continue
            }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        return bytes
    }

    /// The bytes as text, if nearly all of it can be read; else they encode something else.
    private static func legible(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let readable = text.unicodeScalars.filter {
            $0.properties.isAlphabetic || $0 == " " || $0.isASCII && $0.value > 31
        }
        return readable.count * 10 >= text.unicodeScalars.count * 9 ? text : nil
    }
}
