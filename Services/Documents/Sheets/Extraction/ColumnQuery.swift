import TextAnalysis

/// What a column is called, as terms: how well a label on a form answers to it.
struct ColumnQuery: Sendable {
    let column: SheetColumn
    /// The column's name, and what its instruction has in quotation marks.
    private let names: [Set<String>]
    /// All words of the instruction.
    private let hints: Set<String>

    init(_ column: SheetColumn) {
        self.column = column
        let quoted = column.instruction.matches(of: #/["“«]([^"“”«»]+)["”»]/#).map { String($0.output.1) }
        // «Madre, padre o tutor» is any of them.
        let others = column.name.replacing(#/\s(?:o|u|or)\s|[,\/]/#, with: "|").split(separator: "|").map(String.init)
        let all = [column.name] + (others.count > 1 ? others.filter { $0.utf8.count > 3 } : []) + quoted
        names = all.map { Self.terms($0) }.filter { !$0.isEmpty }
        hints = Self.terms(column.instruction)
    }

    static func terms(_ text: String) -> Set<String> { terms(tokens(text)[...]) }

    static func terms(_ tokens: ArraySlice<Token>) -> Set<String> {
        Set(tokens.compactMap { $0.kind == .word ? SchoolWords.term($0.text) : nil })
    }

    /// How well a label names the column: 1 for the same words, 0 for another thing.
    func match(_ label: Set<String>) -> Double {
        guard !label.isEmpty else { return 0 }
        return names.map { match(label, $0) }.max() ?? 0
    }

    private func match(_ label: Set<String>, _ name: Set<String>) -> Double {
        let shared = label.intersection(name)
        guard !shared.isEmpty else { return 0 }
        // «Fecha de nacimiento» is no answer to «Fecha», nor is «Fecha de entrega» to «Fecha de nacimiento».
        if !label.subtracting(name).isDisjoint(with: SchoolWords.kindsOfDate.subtracting(hints)) { return 0 }
        let coverage = Double(shared.count) / Double(name.count)
        let precision = Double(shared.count) / Double(label.count)
        let hinted = Double(label.subtracting(name).intersection(hints).count) / Double(label.count)
        return min(1, 0.55 * coverage + 0.45 * precision + 0.15 * hinted)
    }

    /// What tells the column from others of its type.
    var telling: Set<String> {
        let all = names.reduce(into: Set<String>()) { $0.formUnion($1) }
        return all.subtracting(SchoolWords.generic)
    }

    /// The words that a passage about the column may have.
    var all: Set<String> { names.reduce(into: hints) { $0.formUnion($1) } }

    var asksForMail: Bool { column.type == .text && names.contains { $0.contains("correo") } }

    var asksForTelephone: Bool { column.type == .text && names.contains { $0.contains("telefono") } }
}
