import TextAnalysis

/// What a column is called, as terms: how well a label on a form answers to it.
struct ColumnQuery: Sendable {
    private struct Name: Sendable {
        let terms: Set<String>
        /// How far it is the column's own name.
        let weight: Double
    }

    let column: SheetColumn
    private let names: [Name]
    /// All words of the instruction.
    private let hints: Set<String>
    /// Whose name, or whose anything, it asks for.
    let persons: Set<String>

    init(_ column: SheetColumn) {
        self.column = column
        let quoted = column.instruction.matches(of: #/["“«]([^"“”«»]+)["”»]/#).map { String($0.output.1) }
        // «Madre, padre o tutor» is any of them.
        let others = column.name.replacing(#/\s(?:o|u|or)\s|[,\/]/#, with: "|").split(separator: "|").map(String.init)
        let all = [column.name] + (others.count > 1 ? others.filter { $0.utf8.count > 3 } : []) + quoted
        var names = all.map { Name(terms: Self.terms($0), weight: 1) }
        hints = Self.terms(column.instruction)
        // «Cómo llega a la escuela» may be what the form asks.
        if (1...6).contains(hints.count) { names.append(Name(terms: hints, weight: 0.8)) }
        for name in names {
            for (term, kin) in SchoolWords.kin
            where name.terms.contains(term) && !name.terms.contains(kin) {
                names.append(Name(terms: name.terms.subtracting([term]).union([kin]), weight: 0.85 * name.weight))
            }
        }
        persons = SchoolWords.persons.intersection(names.reduce(into: []) { $0.formUnion($1.terms) })
        if names[0].terms.count == 1, !persons.isEmpty {
            names.append(Name(terms: names[0].terms.union([SchoolWords.name]), weight: 1))
        }
        self.names = names.filter { !$0.terms.isEmpty }
    }

    static func terms(_ text: String) -> Set<String> { terms(tokens(text)[...]) }

    static func terms(_ tokens: ArraySlice<Token>) -> Set<String> {
        var terms = Set(tokens.compactMap { $0.kind == .word ? SchoolWords.term($0.text) : nil })
        // «I.V.A.»
        let letters = zip(tokens, tokens.dropFirst()).filter { $0.text.utf8.count == 1 && $1.text == "." }.map(\.0.text)
        if letters.count > 1, let term = SchoolWords.term(letters.joined()) { terms.insert(term) }
        // «Apellidos y nombres» is a name.
        if terms.contains(SchoolWords.name) { terms.remove(SchoolWords.surname) }
        return terms
    }

    /// How well a label names the column: 1 for the same words, 0 for another thing or another's.
    func match(_ entry: FormEntry) -> Double {
        var label = entry.label
        let persons = SchoolWords.persons.intersection(label)
        let about = persons.isEmpty ? entry.person : persons
        if !self.persons.isEmpty {
            guard about.isEmpty || !about.isDisjoint(with: self.persons) else { return 0 }
            if label.contains(SchoolWords.name) || !label.isDisjoint(with: all.subtracting(self.persons)) {
                label.formUnion(about.intersection(self.persons))
            }
            // «Nombre de la madre» is the mother.
            if asksForPerson, label.count > 1, names.first?.terms.contains(SchoolWords.name) != true {
                label.remove(SchoolWords.name)
            }
        } else if about.contains(SchoolWords.doctor) {
            label.insert(SchoolWords.doctor)
        }
        // A certificate is nobody's name.
        if entry.position == .section, asksForPerson { return 0 }
        if entry.position == .crossed, !label.isSubset(of: all) { return 0 }
        return match(label, isTold: entry.position == .told)
    }

    /// - Parameter isTold: in a sentence, which may say more of a person: «La tutora del grupo es Ana».
    func match(_ label: Set<String>, isTold: Bool = false) -> Double {
        guard !label.isEmpty else { return 0 }
        // «Comentarios del tutor» is nobody's name.
        if column.type == .text, !asksForTime, !(isTold && asksForPerson),
            !label.intersection(SchoolWords.attributes).isSubset(of: all)
        {
            return 0
        }
        return names.map { $0.weight * match(label, $0.terms) }.max() ?? 0
    }

    private func match(_ label: Set<String>, _ name: Set<String>) -> Double {
        let shared = label.intersection(name)
        guard !shared.isEmpty else { return 0 }
        // «Fecha de nacimiento» is no answer to «Fecha», nor is «Fecha de entrega» to «Fecha de nacimiento».
        if !label.subtracting(name).isDisjoint(with: SchoolWords.kindsOfDate.subtracting(hints)) { return 0 }
        // «Fecha» is no day of birth, and «Número» says not of what.
        let missing = name.subtracting(label)
        if !missing.isDisjoint(with: SchoolWords.kindsOfDate)
            || (column.type == .number && !missing.isEmpty && shared.isSubset(of: SchoolWords.generic))
        {
            return 0
        }
        let coverage = Double(shared.count) / Double(name.count)
        let precision = Double(shared.count) / Double(label.count)
        let hinted = Double(label.subtracting(name).intersection(hints).count) / Double(label.count)
        return min(1, 0.55 * coverage + 0.45 * precision + 0.15 * hinted)
    }

    /// What tells the column from others of its type.
    var telling: Set<String> {
        let all = names.reduce(into: Set<String>()) { if $1.weight == 1 { $0.formUnion($1.terms) } }
        return all.subtracting(SchoolWords.generic)
    }

    /// The words that a passage about the column may have.
    var all: Set<String> { names.reduce(into: hints) { $0.formUnion($1.terms) } }

    /// Whether the answer is somebody's name.
    var asksForPerson: Bool {
        column.type == .text && !persons.isEmpty
            && names.first.map { $0.terms.isDisjoint(with: SchoolWords.attributes) } ?? false
    }

    var asksForMail: Bool { column.type == .text && names.contains { $0.terms.contains("correo") } }

    var asksForTelephone: Bool { column.type == .text && names.contains { $0.terms.contains("telefono") } }

    var asksForTime: Bool { column.type == .text && names.contains { $0.terms.contains("hora") } }
}
