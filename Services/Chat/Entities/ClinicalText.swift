import TextAnalysis

/// A message as the recognisers read it: its tokens, how they compare, and its sentences.
struct ClinicalText: Sendable {
    let tokens: [Token]
    /// Each token as written, folded.
    let words: [String]
    /// Each token without its plural ending.
    let keys: [String]
    /// Whether the token's sentence speaks of a medicine or of taking one.
    let speaksOfMedication: [Bool]

    init(_ text: String, medicines: MedicineNames) {
        tokens = TextAnalysis.tokens(text)
        words = tokens.map(\.text)
        keys = tokens.map { $0.kind == .word ? singular($0.text) : $0.text }
        speaksOfMedication = Self.medication(tokens, keys, medicines)
    }

    /// The token's text; nothing past either end.
    func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    /// Whether no space stands between this token and the one before it.
    func touchesPrevious(_ index: Int) -> Bool { index > 0 && index < tokens.count && !tokens[index].followsSpace }

    private static let administration: Set<String> = [
        "tomar", "tomo", "toma", "tome", "tomando", "dosis", "mg", "mcg", "ui", "gota", "gotas", "tableta", "tabletas",
        "pastilla", "pastillas", "comprimido", "comprimidos", "capsula", "capsulas", "jarabe", "aplicar", "aplico",
        "aplique", "administrar", "administra", "inyectar", "inyeccion", "medicamento", "medicina", "remedio",
        "tratamiento", "ampolla", "ampolletas", "puff", "puffs", "inhalaciones", "take", "taking", "takes", "dose",
        "tablet", "tratar", "receta", "recetaron", "indica", "indico", "crema", "pomada", "unguento", "vez", "veces",
        "cucharada", "cucharadas", "spray", "colirio", "iniciar", "inicia", "suplemento", "administer",
    ]

    private static func medication(_ tokens: [Token], _ keys: [String], _ medicines: MedicineNames) -> [Bool] {
        var speaks = Array(repeating: false, count: tokens.count)
        var start = 0
        var found = false
        for index in tokens.indices {
            if tokens[index].kind == .word, !found {
                found =
                    administration.contains(tokens[index].text)
                    || medicines.longest(at: index, in: keys).map { !$0.value.needsMedication } ?? false
            }
            if tokens.endsSentence(at: index) || index == tokens.count - 1 {
                if found {
                    for position in start...index { speaks[position] = true }
                }
                start = index + 1
                found = false
            }
        }
        return speaks
    }
}
