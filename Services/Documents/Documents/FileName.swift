import Conversion
import FoundationEssentials

/// What a sender calls a file, as people can read it and no program stumbles over it.
struct FileName: Equatable, Sendable {
    /// Characters that are kept.
    static let longest = 300

    /// With the folders on the way to it.
    let text: String

    init(_ written: String?) {
        let parts = (written ?? "").replacing("\\", with: "/").split(separator: "/").map { Self.line(String($0)) }
        let name = parts.filter { !$0.isEmpty && $0 != "." && $0 != ".." }.joined(separator: "/")
        text = name.isEmpty ? "archivo" : String(name.suffix(Self.longest))
    }

    /// Without folders.
    var last: String { text.split(separator: "/").last.map(String.init) ?? text }

    /// Without its ending.
    var title: String {
        guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
        return String(last[..<dot])
    }

    /// What the ending says; content decides where there is any.
    var kind: FileKind? {
        guard let dot = last.lastIndex(of: ".") else { return nil }
        let end = last[last.index(after: dot)...].lowercased()
        return FileKind.allCases.first { $0.extensions.contains(end) }
    }

    /// For a download (RFC 6266): in ASCII for whoever reads no more, and as it is.
    var disposition: String {
        let unsafe = "\"\\;%".unicodeScalars
        let ascii = last.unicodeScalars.map { $0.isASCII && !unsafe.contains($0) ? Character($0) : "_" }
        let whole = last.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            let isPlain = byte < 0x80 && (character.isLetter || character.isNumber || "-._".contains(character))
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + digits
        }
        return "attachment; filename=\"\(String(ascii))\"; filename*=UTF-8''\(whole.joined())"
    }

    /// A text on one line, without what isn't seen.
    static func line(_ text: String) -> String {
        let spaced = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
        return String(String.UnicodeScalarView(spaced.filter { !isHidden($0) })).trimmed
    }

    /// Control characters, and those that turn the direction of a line round so that a name looks like another.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .format: true
        default: false
        }
    }
}

extension String {
    /// Without white space at its ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) } ?? ""
    }
}
