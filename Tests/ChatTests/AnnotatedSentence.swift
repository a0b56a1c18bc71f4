import Chat
import DaemonTesting
import Foundation

/// A sentence with the entities that a person marked in it: `[fiebre|-symptom]`, `[TA 140/90|vital_sign|140/90 mmHg]`.
struct AnnotatedSentence: Sendable {
    struct Mark: Hashable, Sendable {
        let kind: String
        let start: Int
        let end: Int
        let negated: Bool
    }

    let text: String
    let marks: Set<Mark>
    /// The value and unit of those marks that say one.
    let values: [Mark: String]

    init(_ line: String) {
        var text = ""
        var marks: Set<Mark> = []
        var values: [Mark: String] = [:]
        for piece in line.split(separator: "[", omittingEmptySubsequences: false) {
            let parts = piece.split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                text += piece
                continue
            }
            let fields = parts[0].split(separator: "|").map(String.init)
            let mark = Mark(
                kind: fields[1].replacingOccurrences(of: "-", with: ""),
                start: text.utf16.count,
                end: text.utf16.count + fields[0].utf16.count,
                negated: fields[1].hasPrefix("-")
            )
            marks.insert(mark)
            if fields.count > 2 { values[mark] = fields[2] }
            text += fields[0] + parts[1]
        }
        (self.text, self.marks, self.values) = (text, marks, values)
    }

    /// The sentences of a file in `Tests/ChatTests/Sets`.
    static func read(_ name: String) throws -> [AnnotatedSentence] {
        try TestSet.lines(name).map(AnnotatedSentence.init)
    }
}

extension AnnotatedSentence.Mark {
    init(_ entity: Entity) {
        self.init(kind: entity.kind.rawValue, start: entity.start, end: entity.end, negated: entity.negated)
    }
}

/// Files of examples written by hand.
enum TestSet {
    /// The lines that are no comments.
    static func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: Repository.path("Tests/ChatTests/Sets/\(name).txt"), encoding: .utf8)
            .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# ") }
    }
}
