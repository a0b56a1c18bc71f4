import TextAnalysis

/// What somebody is allergic to: «alérgica a la penicilina», «alergias: sulfas, látex», «niega alergias».
struct Allergies: Recognizer {
    private let medicines: MedicineNames
    private let allergens: PhraseTable<String>

    private static let triggers: Set<String> = [
        "alergico", "alergica", "alergicos", "alergicas", "alergia", "alergias", "hipersensibilidad", "anafilaxia",
        "allergic", "allergy", "allergies", "anaphylaxis",
    ]
    /// «rinitis alérgica» names a disease.
    private static let diseases: Set<String> = ["rinitis", "conjuntivitis", "asma", "dermatitis", "rinoconjuntivitis"]
    private static let connectors: Set<String> = [
        "a", "al", ":", "la", "el", "los", "las", "to", "the", "es", "medicamentosa", "medicamentosas", "con", "por",
        "severa", "grave", "conocida", "conocidas", "son", "-", "farmacologica", "alimentaria", "muy", "medicamento",
        "medicamentos", "tipo", "como", "grupo", "del", "de",
    ]
    private static let indefinite: Set<String> = [
        "ningun", "ninguna", "ninguno", "nada", "algun", "alguna", "algunos", "algo", "otro", "otros", "otra", "este",
        "esta", "esto", "medicina", "farmaco", "farmacos", "sustancia", "any", "anything", "nothing", "medication",
        "medications", "medicinas", "alguno", "cualquier", "muchas", "muchos", "varios", "varias", "todo", "drug",
        "drugs", "alimentos",
    ]
    private static let joints: Set<String> = [
        ",", ";", "y", "e", "o", "ni", "and", "or", "/", "a", "al", "la", "el", "los", "las", "no", "to",
    ]

    init(_ vocabulary: Vocabulary) {
        medicines = vocabulary.medicines
        allergens = vocabulary.allergens
    }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        let word = text.words[index]
        if ["nkda", "nka", "nkfa"].contains(word) {
            return [Finding(kind: .allergy, tokens: index..<index + 1, isAbsence: true)]
        }
        guard Self.triggers.contains(word) else { return [] }
        let found = list(after: index + 1, in: text)
        if !found.isEmpty { return found }
        guard !Self.diseases.contains(text.word(index - 1)) else { return [] }
        return [Finding(kind: .allergy, tokens: index..<index + 1, countsOnlyNegated: true)]
    }

    private func list(after start: Int, in text: ClinicalText) -> [Finding] {
        var found: [Finding] = []
        var index = start
        while Self.connectors.contains(text.word(index)), index - start < 5 { index += 1 }
        while let (end, name) = allergen(at: index, in: text), !isMedication(after: end, found.isEmpty, in: text) {
            found.append(Finding(kind: .allergy, tokens: index..<end, value: .text(name)))
            index = end
            index = self.end(ofRemarkAt: index, in: text)
            while Self.joints.contains(text.word(index)), index - end < 16 { index += 1 }
            guard index > end else { break }
        }
        if found.isEmpty, let unknown = unknown(at: index, after: start, in: text) { found.append(unknown) }
        return found
    }

    /// «sulfas (rash), …»
    private func end(ofRemarkAt index: Int, in text: ClinicalText) -> Int {
        guard text.word(index) == "(", let end = (index...index + 8).first(where: { text.word($0) == ")" }) else {
            return index
        }
        return end + 1
    }

    /// Any noun after «alérgica a la …».
    private func unknown(at index: Int, after start: Int, in text: ClinicalText) -> Finding? {
        guard ["a", "al", "to"].contains(text.word(start)), index < text.tokens.count, text.tokens[index].kind == .word,
            text.words[index].utf8.count > 3, !Self.indefinite.contains(text.words[index])
        else { return nil }
        return Finding(kind: .allergy, tokens: index..<index + 1, value: .text(text.words[index]))
    }

    private func allergen(at index: Int, in text: ClinicalText) -> (end: Int, name: String)? {
        guard index < text.tokens.count, text.tokens[index].kind == .word else { return nil }
        if let known = allergens.longest(at: index, in: text.keys) { return (known.end, known.value) }
        return medicines.longest(at: index, in: text.keys).map { ($0.end, $0.value.name) }
    }

    /// «alérgico a sulfas, metformina 850 mg»: what is dosed is taken.
    private func isMedication(after end: Int, _ isFirst: Bool, in text: ClinicalText) -> Bool {
        !isFirst && end < text.tokens.count && text.tokens[end].kind == .number
    }
}
