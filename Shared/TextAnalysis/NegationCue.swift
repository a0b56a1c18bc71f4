/// Words that negate what stands near them.
struct NegationCue: Sendable {
    enum Reach: Sendable {
        /// What follows; a comma ends it unless `ni` or `o` closes the list.
        case following
        /// What follows, with all members of a list.
        case followingList
        /// The nearest mention before it in its clause, otherwise what follows.
        case either
        /// Negates nothing, and keeps the words in it from doing so: «no solo», «la fiebre no cede».
        case nothing
    }

    let words: [String]
    let reach: Reach
    let polarity: Polarity

    /// Cues by their first word, longest first.
    static let byFirstWord: [String: [NegationCue]] = {
        var cues: [String: [NegationCue]] = [:]
        for cue in all { cues[cue.words[0], default: []].append(cue) }
        return cues.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    private static let all: [NegationCue] =
        cues(.followingList, .denied, denials) + cues(.following, .denied, negations)
        + cues(.followingList, .avoided, avoidances) + cues(.followingList, [.avoided, .resolved], endings)
        + cues(.either, .denied, absences) + cues(.either, .resolved, resolutions + reflexiveResolutions)
        + cues(.either, .avoided, contraindications) + cues(.nothing, [], exceptions)

    private static func cues(_ reach: Reach, _ polarity: Polarity, _ phrases: String) -> [NegationCue] {
        phrases.split(separator: ",").map { phrase in
            NegationCue(
                words: phrase.split(whereSeparator: \.isWhitespace).map(String.init),
                reach: reach,
                polarity: polarity
            )
        }
    }

    private static let denials = """
        niega, niego, niegan, nego, negaba, negando, negar, niegue, ausencia de, libre de, exento de, exenta de, descarta,
        descartan, descarto, descartar, descartamos, negativo para, negativa para, denies, denied, deny, denying,
        negative for, free of, absence of, rules out, ruled out
        """
    private static let negations = """
        no, sin, ni, nunca, jamas, tampoco, ningun, ninguna, ninguno, nada de, not, without, never, neither, nor, none,
        doesn, didn, don, hasn, haven, isn, wasn, aren
        """
    private static let avoidances = """
        evitar, evite, evita, eviten, evito, evitando, evitese, suspender, suspende, suspendo, suspendio, suspendi, suspendieron,
        suspenda, suspendan, suspendemos, suspension de, retirar, retira, retiro, retiraron, descontinuar, descontinua,
        intolerancia a, intolerante a, no tolera, no tolero, no toleraba, mala tolerancia a, contraindica, contraindican,
        prohibido, prohibida, prohibidos, en lugar de, en vez de, le quitaron, me quitaron, le sacaron, me sacaron,
        le retiraron, me retiraron, deje la, deje el, dejo la, dejo el, dejar la, dejar el, instead of, avoid, avoiding, discontinue, discontinued, stop, stopped, hold
        """
    private static let endings = "dejo de, deje de, dejar de, dejaron de, dejado de, stopped taking"
    private static let absences = """
        ausente, ausentes, interrogadas y negadas, interrogados y negados, negado, negada, negados, negadas, descartado, descartada, descartados, descartadas, absent
        """
    private static let resolutions = """
        cedio, cedieron, cedido, remitio, remitieron, remitido, desaparecio, desaparecieron, desaparecido, resuelto,
        resuelta, resueltos, resueltas, resolvio, resolvieron, curado, curada, resolved, subsided, went away, is gone,
        are gone, gone away
        """
    private static let contraindications =
        "contraindicado, contraindicada, contraindicados, contraindicadas, contraindicated"
    private static let exceptions = """
        no solo, no solamente, no unicamente, no obstante, sin duda, sin dudas, sin embargo, sin cambios, sin mejoria,
        sin mejorar, sin control, sin controlar, sin parar, sin respuesta, sin ceder, no mas de, no mas, no menos, no mayor,
        no exceder, no exceda, no se si, no estoy seguro, no estoy segura, no descarta, no se descarta, no descarto,
        no se puede descartar, no descartar, no suspender, no suspenda, no suspendas, no dejar de, no deje de, no dejes de,
        no deja de, no deja, no dejo de, no para de, no paro de, no paraba de, no olvidar, no olvide, no olvides,
        no interrumpir, no evitar, no contraindica, no contraindicado, no contraindicada, not only, not sure, no change, no hace efecto, no hizo efecto, no puede faltar, no pueden faltar,
        not improving, not resolved, por que no, como no, negativo al tratamiento
        """
    /// «se me quitó», «se le pasó», «se nos fue».
    private static let reflexiveResolutions: String = {
        let verbs = ["quito", "quitaron", "quitado", "paso", "pasaron", "fue", "fueron", "alivio"]
        let clitics = ["se", "se me", "se le", "se les", "se nos", "se te"]
        let auxiliaries = ["se me ha", "se le ha", "se me han", "se le han"]
        let simple = clitics.flatMap { clitic in verbs.map { ", \(clitic) \($0)" } }
        return (simple + auxiliaries.map { ", \($0) quitado" }).joined()
    }()
}
