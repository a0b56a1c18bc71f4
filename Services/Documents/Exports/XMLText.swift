extension String {
    /// Without the characters that XML 1.0 has no place for (2.2), which C would take for the end of the text, too.
    var printable: String {
        guard unicodeScalars.contains(where: { !$0.isXML }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter(\.isXML)))
    }

    /// As text or a quoted attribute of XML.
    var escapedForXML: String {
        var escaped = ""
        for scalar in unicodeScalars where scalar.isXML {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // Parsers would make it a line feed.
            case "\r": escaped += "&#13;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Unicode.Scalar {
    fileprivate var isXML: Bool {
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
