import FoundationEssentials

/// The lines of a vocabulary: `name | field | field: spelling, spelling`, with `#` comments and `[section]` heads.
struct VocabularyFile {
    struct Line {
        let section: String
        /// The name, then what stands after each bar.
        let fields: [String]
        let spellings: [String]

        var name: String { fields[0] }
    }

    let lines: [Line]

    init(_ text: String) {
        var section = ""
        var lines: [Line] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
                section = String(line[line.index(after: line.startIndex)..<end])
                continue
            }
            let colon = line.firstIndex(of: ":")
            let fields = line[..<(colon ?? line.endIndex)].split(separator: "|", omittingEmptySubsequences: false)
                .map(Self.trimmed)
            guard let name = fields.first, !name.isEmpty else { continue }
            let spellings = colon.map { line[line.index(after: $0)...].split(separator: ",").map(Self.trimmed) } ?? []
            lines.append(Line(section: section, fields: fields, spellings: spellings.flatMap(Self.bothGenders)))
        }
        self.lines = lines
    }

    init(folder: String, name: String) throws {
        self.init(try String(contentsOfFile: folder + "/" + name + ".txt", encoding: .utf8))
    }

    private static func trimmed(_ text: Substring) -> String {
        guard let first = text.firstIndex(where: { $0 != " " }), let last = text.lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(text[first...last])
    }

    /// `cansado/a` → `cansado`, `cansada`; also before other words.
    private static func bothGenders(_ spelling: String) -> [String] {
        var masculine: [Substring] = []
        var feminine: [Substring] = []
        for word in spelling.split(separator: " ") {
            let bare = word.prefix { $0 != "/" }
            if word.hasSuffix("o/a") || word.hasSuffix("o/a@") || word.hasSuffix("o/a@@") {
                let mark = word.drop { $0 != "@" }
                masculine.append(bare + mark)
                feminine.append(bare.dropLast() + "a" + mark)
            } else {
                masculine.append(word)
                feminine.append(word)
            }
        }
        let first = masculine.joined(separator: " ")
        let second = feminine.joined(separator: " ")
        return first == second ? [first] : [first, second]
    }
}
