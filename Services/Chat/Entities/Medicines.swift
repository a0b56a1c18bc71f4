import TextAnalysis

/// Medicines by their names.
struct Medicines: Recognizer {
    private let names: MedicineNames

    init(_ names: MedicineNames) { self.names = names }

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        guard text.tokens[index].kind == .word, let (end, term) = names.longest(at: index, in: text.keys),
            !term.needsMedication || text.speaksOfMedication[index]
        else { return [] }
        return [Finding(kind: .medicine, tokens: index..<end, value: .text(term.name))]
    }
}
