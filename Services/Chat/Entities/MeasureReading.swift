import TextAnalysis

/// What may stand between the name of a measure and its figure: «creatinina en», «FC:», «presión de», «salió».
enum MeasureReading {
    private static let connectors: Set<String> = [
        "de", "del", "en", "a", "al", ":", "=", "es", "esta", "fue", "era", "~", "≈", "<", ">", "≥", "≤", "actual",
        "hoy", "capilar", "arterial", "aprox", "aproximadamente", "como", "subio", "bajo", "salio", "me", "le", "se",
        "was", "is", "of", "at", "to", "°", "º", ".", "(", "axilar", "ayer", "elevada", "elevado", "baja", "alta",
        "alto", "tomada", "hasta", "cerca", "casi", "inicial", "control", "reporta", "reporto", "serico", "serica",
        "ultima", "medida", "con", "sobre", "encontro", "sigue", "basal", "previa", "previo", "ingreso", "controlada",
        "sentado", "acostado", "reposo",
    ]
    private static let most = 4

    /// The index of the figure after a name that ends at `index`.
    static func figure(after index: Int, in text: ClinicalText) -> Int? {
        for candidate in index...(index + most) where candidate < text.tokens.count {
            if text.tokens[candidate].kind == .number { return candidate }
            guard connectors.contains(text.words[candidate]), !text.tokens.endsSentence(at: candidate) else {
                return nil
            }
        }
        return nil
    }
}
