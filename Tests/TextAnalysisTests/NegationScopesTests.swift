import TextAnalysis
import Testing

struct NegationScopesTests {
    /// Words written in capitals are the mentions; returns those that are negated.
    private func negated(_ text: String, _ susceptible: Polarity = [.denied, .resolved, .avoided]) -> [String] {
        let found = tokens(text)
        let units = Array(text.utf16)
        var written: [String] = []
        var mentions: [Mention] = []
        for (index, token) in found.enumerated() where token.kind == .word {
            let word = String(decoding: units[token.range], as: UTF16.self)
            guard word.count > 1, word == word.uppercased() else { continue }
            written.append(word)
            mentions.append(Mention(tokens: index..<index + 1, susceptible: susceptible))
        }
        let scopes = NegationScopes(found, mentions: mentions)
        return zip(written, scopes.polarities).filter { !$1.isEmpty }.map(\.0)
    }

    @Test(arguments: [
        ("niega FIEBRE, TOS y DISNEA", "FIEBRE TOS DISNEA"), ("sin FIEBRE, TOS ni DISNEA", "FIEBRE TOS DISNEA"),
        ("sin FIEBRE, TOS desde ayer", "FIEBRE"), ("niega FIEBRE pero tiene TOS", "FIEBRE"),
        ("niega FIEBRE. TOS seca", "FIEBRE"), ("niega FIEBRE, refiere TOS", "FIEBRE"),
        ("no tiene FIEBRE y le duele CABEZA", "FIEBRE"),
        ("sin FIEBRE con TOS", "FIEBRE"), ("denies FEVER, COUGH or CHILLS", "FEVER COUGH CHILLS"),
        ("no FEVER but has COUGH", "FEVER"), ("FEVER without COUGH", "COUGH"), ("tampoco FIEBRE", "FIEBRE"),
    ])
    func reachesForwardWithinItsClause(_ text: String, _ expected: String) {
        #expect(negated(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("FIEBRE: no. TOS: sí", "FIEBRE"), ("¿FIEBRE? No", "FIEBRE"), ("TOS sí, FIEBRE no", "FIEBRE"),
        ("FIEBRE ausente, TOS presente", "FIEBRE"), ("TOS y FIEBRE ausentes", "TOS FIEBRE"),
        ("FIEBRE (-), TOS (+)", "FIEBRE"),
        ("FIEBRE: niega", "FIEBRE"), ("ALERGIAS: no refiere", "ALERGIAS"), ("ALERGIAS: ninguna conocida", "ALERGIAS"),
        ("FEVER resolved, COUGH persists", "FEVER"),
    ])
    func reachesBackToWhatItAnswers(_ text: String, _ expected: String) {
        #expect(negated(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("la FIEBRE ya cedió pero sigue la TOS", "FIEBRE"), ("se me quitó la FIEBRE", "FIEBRE"),
        ("DOLOR que remitió", "DOLOR"),
        ("tenía DOLOR pero ya se le pasó", "DOLOR"), ("dejó de VOMITAR", "VOMITAR"), ("ya no tiene TOS", "TOS"),
    ])
    func knowsWhatIsOver(_ text: String, _ expected: String) {
        #expect(negated(text).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        "la FIEBRE no cede", "no se le quita el DOLOR", "no solo FIEBRE", "no deja de VOMITAR", "no sé si tengo FIEBRE",
        "FIEBRE no cuantificada y TOS", "no puede dormir por el DOLOR", "no se descarta NEUMONIA",
        "no suspender ENALAPRIL",
        "No, tengo FIEBRE", "sin duda tiene FIEBRE", "la TOS no mejora", "not only FEVER", "por qué no baja la FIEBRE",
    ])
    func negatesNothingWhereWordsOnlySeemTo(_ text: String) {
        #expect(negated(text) == [])
    }

    @Test func tellsAvoidanceFromDenial() {
        #expect(negated("evitar ASPIRINA e IBUPROFENO; dar PARACETAMOL", .avoided) == ["ASPIRINA", "IBUPROFENO"])
        #expect(negated("evitar FIEBRE", [.denied, .resolved]) == [])
        #expect(negated("ALOPURINOL está contraindicado", .avoided) == ["ALOPURINOL"])
        #expect(negated("contraindicado el uso de ALOPURINOL", .avoided) == ["ALOPURINOL"])
    }

    @Test func wordsOfAMentionAreNoCues() {
        let found = tokens("no puede respirar y tiene fiebre")
        let mentions = [0..<3, 5..<6].map { Mention(tokens: $0, susceptible: .denied) }
        #expect(NegationScopes(found, mentions: mentions).polarities == [[], []])
    }
}
