import TextAnalysis

/// Places that a text names to say that they are not meant: «no en Azul, en Tandil».
enum NegatedPlaces {
    static func marked(_ mentions: [PlaceMention], in text: String) -> [PlaceMention] {
        guard !mentions.isEmpty else { return mentions }
        let tokens = TextAnalysis.tokens(text)
        guard tokens.contains(where: { cues.contains($0.text) }) else { return mentions }
        let ranges = mentions.map { mention in
            let first = tokens.firstIndex { $0.range.upperBound > mention.range.lowerBound } ?? tokens.count
            let last = tokens.lastIndex { $0.range.lowerBound < mention.range.upperBound } ?? first
            return first..<max(first, last + 1)
        }
        let scopes = NegationScopes(
            tokens,
            mentions: ranges.map { Mention(tokens: $0, susceptible: [.denied, .avoided]) }
        )
        return mentions.indices.map { index in
            var mention = mentions[index]
            mention.isNegated =
                !scopes.polarities[index].isEmpty && isOfPlace(tokens[..<ranges[index].lowerBound])
            return mention
        }
    }

    /// Whether what is denied is the place, not what happens there: «no soy de Azul», but «no atienden en Azul».
    private static func isOfPlace(_ before: ArraySlice<Token>) -> Bool {
        for token in before.reversed() {
            if cues.contains(token.text) { return true }
            if !bridges.contains(token.text) { return false }
        }
        return false
    }

    private static let cues: Set<String> = ["no", "ni", "tampoco", "nunca", "lugar", "vez", "excepto", "salvo", "not"]
    private static let bridges: Set<String> = [
        "en", "de", "del", "es", "la", "el", "para", "por", "a", "al", "soy", "vivo", "vivimos", "vivia", "estoy",
        "era",
        "quiero", "busco", "pregunto", "hablo", "digo", "partido", "municipio", "ciudad", "localidad", "provincia",
        "sino",
        "municipalidad", "o", ",", "in",
    ]
}
