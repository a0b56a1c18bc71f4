import CSV
import Foundation

/// Tells kinds of plain text apart by their first lines.
enum TextKind {
    private static let mailHeaders: Set = [
        "from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path", "delivered-to",
        "content-type", "reply-to", "cc", "x-mailer", "dkim-signature",
    ]
    private static let htmlTags = ["<!doctype html", "<html", "<head", "<body", "<h1", "<p>", "<div", "<table"]

    /// Nil for drawings (SVG), whose markup is no text to read.
    static func kind(of text: String, name: String) -> FileKind? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let end = name.split(separator: ".").last?.lowercased() ?? ""
        let markup = text.prefix(2_048).lowercased().drop { $0.isWhitespace }
        if markup.hasPrefix("<") {
            if htmlTags.contains(where: { markup.contains($0) }) { return .html }
            if markup.contains("<svg") { return nil }
        }
        if isMail(lines) { return .email }
        if FileKind.markdown.extensions.contains(end) { return .markdown }
        if isTable(text, lines: lines, isNamedSo: end == "csv" || end == "tsv") { return .csv }
        return isMarkdown(lines) ? .markdown : .text
    }

    /// Headers that only mail has, up to the first blank line.
    private static func isMail(_ lines: [Substring]) -> Bool {
        var known = Set<String>()
        for line in lines.prefix(100) {
            if line.isEmpty { break }
            if line.first == " " || line.first == "\t" { continue }
            guard let colon = line.firstIndex(of: ":"), line[..<colon].allSatisfy({ $0.isASCII && !$0.isWhitespace })
            else { return false }
            let name = line[..<colon].lowercased()
            if mailHeaders.contains(name) { known.insert(name) }
        }
        return known.count >= 3 || known.isSuperset(of: ["from", "subject"])
    }

    /// Every record of the beginning has as many fields, and more than one; prose with commas rarely keeps that up.
    private static func isTable(_ text: String, lines: [Substring], isNamedSo: Bool) -> Bool {
        // The last line may be cut.
        let whole = lines.dropLast(lines.count > 1 ? 1 : 0).prefix(50).joined(separator: "\n")
        guard let table = try? CSVTable(Data(whole.utf8)), let first = table.records.first else { return false }
        let isEven = table.records.allSatisfy { $0.fields.count == first.fields.count }
        guard first.fields.count > 1 else { return isNamedSo }
        if isNamedSo { return true }
        let least = table.separator == "," ? 3 : 2
        let areShort = first.fields.allSatisfy { $0.count <= 60 && !$0.isEmpty }
        return isEven && areShort && table.records.count >= least
    }

    private static func isMarkdown(_ lines: [Substring]) -> Bool {
        let headings = lines.count { line in
            let marks = line.prefix { $0 == "#" }.count
            return (1...6).contains(marks) && line.dropFirst(marks).hasPrefix(" ")
        }
        let others = lines.count { $0.hasPrefix("```") || $0.contains("](") || $0.contains("**") || $0.hasPrefix("- ") }
        return headings >= 2 || (headings == 1 && others > 0)
    }
}
