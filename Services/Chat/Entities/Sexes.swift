import TextAnalysis

/// Whether a person is a woman or a man: «mujer», «masculino», `45F`, «mi hija de 5 años».
struct Sexes: Recognizer {
    private static let female = Entity.Value.text("femenino")
    private static let male = Entity.Value.text("masculino")

    private static let words: [String: Entity.Value] = [
        "femenino": female, "femenina": female, "mujer": female, "niña": female, "nena": female, "señora": female,
        "sra": female, "fem": female, "female": female, "woman": female, "girl": female, "señorita": female,
        "masculino": male, "hombre": male, "varon": male, "niño": male, "nene": male, "señor": male, "masc": male,
        "male": male, "man": male, "boy": male,
    ]
    /// Only with an age: «mi abuela» alone may be the one who tells.
    private static let relatives: [String: Entity.Value] = [
        "hija": female, "madre": female, "mama": female, "abuela": female, "esposa": female, "hermana": female,
        "nieta": female, "sobrina": female, "tia": female, "hijo": male, "padre": male, "papa": male, "abuelo": male,
        "esposo": male, "marido": male, "hermano": male, "nieto": male, "sobrino": male, "tio": male, "son": male,
        "daughter": female, "mother": female, "father": male, "chico": male, "chica": female,
    ]
    private static let letters = ["f": female, "m": male]

    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding] {
        let word = text.words[index]
        let value =
            Self.words[word] ?? relative(word, at: index, in: text) ?? letter(word, at: index, in: text, after: earlier)
        return value.map { [Finding(kind: .sex, tokens: index..<index + 1, value: $0)] } ?? []
    }

    private func relative(_ word: String, at index: Int, in text: ClinicalText) -> Entity.Value? {
        guard let value = Self.relatives[word] else { return nil }
        let next = ["de", "tiene", ","].contains(text.word(index + 1)) ? index + 2 : index + 1
        guard let age = Quantity(at: next, in: text) else { return nil }
        let isOld = ["años", "año", "meses", "mes", "anos", "years", "months"].contains(text.word(age.end))
        return isOld ? value : nil
    }

    /// `45F`, «sexo: F».
    private func letter(_ word: String, at index: Int, in text: ClinicalText, after earlier: [Finding]) -> Entity.Value?
    {
        guard let value = Self.letters[word], text.tokens[index].isCapitalized else { return nil }
        let marks = [":", "=", "/"].contains(text.word(index - 1)) ? index - 2 : index - 1
        if ["sexo", "sex", "genero", "gender"].contains(text.word(marks)) { return value }
        guard let last = earlier.last, last.kind == .age else { return nil }
        return last.tokens.upperBound == index || last.tokens.upperBound == marks + 1 ? value : nil
    }
}
