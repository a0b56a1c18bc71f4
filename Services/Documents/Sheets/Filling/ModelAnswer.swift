import Daemon
import Foundation
import TextAnalysis

/// What a model says of a document: JSON, with whatever it wrote around it, and sometimes without its end.
struct ModelAnswer: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let value: String
        let passage: String?
        let quote: String?
    }

    /// By the columns' keys; one element where rows weren't asked for.
    let rows: [[String: Entry]]

    /// - Returns: nil where nothing in the text can be read.
    init?(_ text: String, columns: [SheetColumn]) {
        guard let json = Self.json(in: text) else { return nil }
        let keys = Dictionary(
            columns.flatMap { [(fold($0.key), $0.key), (fold($0.name), $0.key)] },
            uniquingKeysWith: { first, _ in first }
        )
        var rows = json["rows"]?.array ?? []
        if case .array(let list) = json { rows = list }
        rows = rows.isEmpty ? [json["columns"] ?? json] : rows
        self.rows = rows.map { row in
            var entries: [String: Entry] = [:]
            for (name, value) in row.object {
                if let key = keys[fold(name)], let entry = Entry(value) { entries[key] = entry }
            }
            return entries
        }
    }

    private static func json(in text: String) -> JSONValue? {
        guard let start = text.firstIndex(where: { $0 == "{" || $0 == "[" }) else { return nil }
        let end = text.lastIndex(where: { $0 == "}" || $0 == "]" }) ?? text.index(before: text.endIndex)
        guard start < end else { return nil }
        let whole = String(text[start...end])
        for candidate in [whole, closed(whole), closed(String(text[start...]))] {
            let tidy = candidate.replacing(#/,(\s*[}\]])/#) { String($0.output.1) }
            if let value = try? JSONDecoder().decode(JSONValue.self, from: Data(tidy.utf8)) { return value }
        }
        return nil
    }

    /// Without what was cut off after the last complete entry, and with the brackets that are open.
    private static func closed(_ text: String) -> String {
        var open: [Character] = []
        var isText = false
        var isEscaped = false
        var whole = text.startIndex
        var openThere: [Character] = []
        for index in text.indices {
            let character = text[index]
            if isText {
                if character == "\"", !isEscaped { isText = false }
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "\"": isText = true
            case "{": open.append("}")
            case "[": open.append("]")
            case "}", "]":
                if open.last == character { open.removeLast() }
                (whole, openThere) = (text.index(after: index), open)
            default: break
            }
        }
        return text[..<whole] + String(openThere.reversed())
    }
}

extension ModelAnswer.Entry {
    /// A value alone, or with where it stands.
    init?(_ json: JSONValue) {
        guard let value = Self.text(json["value"] ?? json) else { return nil }
        self.init(value: value, passage: json["passage"]?.string, quote: json["quote"]?.string)
    }

    private static func text(_ json: JSONValue) -> String? {
        switch json {
        case .string(let text): blanks.contains(fold(text.trimmingCharacters(in: .whitespaces))) ? nil : text
        case .integer(let number): "\(number)"
        case .number(let number): NumberText.text(number)
        case .bool(let flag): flag ? "yes" : "no"
        case .array(let items): items.isEmpty ? nil : items.compactMap(text).joined(separator: "; ")
        case .null, .object: nil
        }
    }

    private static let blanks: Set<String> = [
        "", "null", "none", "n/a", "no se menciona", "no especificado", "no consta",
    ]
}
