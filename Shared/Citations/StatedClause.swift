import TextAnalysis

/// A part of a sentence that says one thing, as far as rules can tell, and what it says that of: numbers, months, days of
/// the week and names.
struct StatedClause {
    private(set) var terms: Set<String> = []
    /// Terms that aren't names.
    private(set) var plainTerms: Set<String> = []
    private(set) var anchors: Set<Anchor> = []

    enum Anchor: Hashable {
        case number(String), month(String), day(String), name(String)
    }

    /// What is counted by a number, or its month: `15` → `dias`.
    struct Unit: Hashable {
        let number: String
        let unit: String
    }

    private static let leastTerms = 2

    /// The clauses of a text in their order. One that names nobody speaks of whom the one before named.
    ///
    /// - Parameter atCommas: whether these part clauses, too, and what is left over stands for itself.
    static func all(_ tokens: [Token], names: Set<Int>, atCommas: Bool, analyzer: Analyzer) -> [StatedClause] {
        var clauses = [StatedClause()]
        for (index, token) in tokens.enumerated() {
            let isColon = token.text == ":" && tokens[index...].dropFirst().first?.followsSpace != false
            if tokens.endsSentence(at: index) || isColon || joins.contains(token.text) || atCommas && token.text == ","
            {
                if clauses[clauses.count - 1].standsAlone { clauses.append(StatedClause()) }
            } else {
                clauses[clauses.count - 1].add(token, isName: names.contains(index), analyzer)
            }
        }
        if !atCommas, clauses.count > 1, let last = clauses.last, !last.standsAlone {
            clauses.removeLast()
            clauses[clauses.count - 1].take(last)
        }
        var named: Set<Anchor> = []
        for index in clauses.indices {
            let own = clauses[index].anchors.filter(\.isName)
            if own.isEmpty { clauses[index].anchors.formUnion(named) } else { named = own }
        }
        return clauses
    }

    /// Whether each number, day and name of this has a third of the words around it beside it in one of the others, too.
    func isSaid(in others: [StatedClause]) -> Bool {
        guard plainTerms.count >= Self.leastTerms else { return true }
        return anchors.allSatisfy { anchor in
            let beside = others.filter { $0.anchors.contains(anchor) }
            return beside.isEmpty || beside.contains { $0.terms.intersection(plainTerms).count * 3 >= plainTerms.count }
        }
    }

    private var standsAlone: Bool { anchors.isEmpty ? terms.count >= Self.leastTerms : !plainTerms.isEmpty }

    private mutating func take(_ other: StatedClause) {
        terms.formUnion(other.terms)
        plainTerms.formUnion(other.plainTerms)
        anchors.formUnion(other.anchors)
    }

    private mutating func add(_ token: Token, isName: Bool, _ analyzer: Analyzer) {
        if let number = StatedNumbers.number(token) { anchors.insert(.number(number)) }
        guard token.kind == .word else { return }
        if let month = StatedNumbers.month(token) { anchors.insert(.month(month)) }
        if Self.days.contains(token.text) { anchors.insert(.day(token.text)) }
        if isName { anchors.insert(.name(token.text)) }
        guard let term = StatedWords.term(token, analyzer) else { return }
        terms.insert(term)
        if !isName { plainTerms.insert(term) }
    }

    /// «40 minutos», «3 de mayo», «12 %».
    static func units(_ tokens: [Token], analyzer: Analyzer) -> Set<Unit> {
        var units: Set<Unit> = []
        for (index, token) in tokens.enumerated() {
            guard let number = StatedNumbers.number(token) else { continue }
            var next = tokens[(index + 1)...].prefix(2)
            if next.first?.text == "de" || next.first?.text == "por" { next = next.dropFirst() }
            guard let counted = next.first else { continue }
            if counted.text == "%" || counted.text == "ciento" {
                units.insert(Unit(number: number, unit: "%"))
            } else if let month = StatedNumbers.month(counted) {
                units.insert(Unit(number: number, unit: "/\(month)"))
            } else if let term = StatedWords.term(counted, analyzer) {
                units.insert(Unit(number: number, unit: term))
            }
        }
        return units
    }

    private static let joins: Set<String> = ["y", "e", "pero", "and", "but"]
    private static let days: Set<String> = [
        "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "sabados", "domingo", "domingos", "monday",
        "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
}

extension StatedClause.Anchor {
    fileprivate var isName: Bool { if case .name = self { true } else { false } }
}
