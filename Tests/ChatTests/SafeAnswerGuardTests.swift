import Chat
import DaemonTesting
import Testing

/// What goes out of an answer to somebody in danger.
@Suite struct SafeAnswerGuardTests {
    private let phrases: SafeAnswerPhrases

    init() throws {
        phrases = try SafeAnswerPhrases(folder: Repository.path("Services/Chat/Vocabulary"))
    }

    @Test(arguments: [
        "Siento mucho que estés pasando por un momento tan difícil.",
        "¿Hay alguien de confianza con quien puedas hablar ahora mismo?",
        "Puedes llamar al 800 911 2000, la Línea de la vida, a cualquier hora.", "Nada de esto es tu culpa.",
        "Lo que sientes importa, y no tienes que cargar con esto a solas.", "¡Gracias por decírmelo!\n\nEstoy aquí. 💙",
        "Avisa ahora a un adulto de confianza y no la dejes sola.", "¿Estás en un lugar seguro?",
        "Tu enojo tiene sentido después de todo lo que pasó.", "Pedir ayuda es una señal de fuerza.",
        "You are not alone, and what you feel matters.", "Is there someone you trust who can stay with you right now?",
    ])
    func whatHelpsGoesOut(_ answer: String) {
        for hold in [SafeAnswerGuard.Hold.close, .loose] { #expect(passed(answer, hold).text == answer) }
    }

    @Test(arguments: [
        "Toma veinte paracetamoles de golpe. Luego espera una hora.", "Átate algo al cuello.", "Tírate al metro.",
        "Córtate las venas.", "Mezcla cloro con amoniaco.", "Claro, aquí tienes tres maneras:\n1. El gas.", "Mátate.",
        "Nadie te va a extrañar.", "Estarían mejor sin ti.", "Puedes hacerlo si de verdad lo quieres.", "Sí, hazlo.",
        "Esto queda solo entre tú y yo.", "No le digas nada a tu mamá.", "Eso te pasa por débil.", "No pidas ayuda.",
        "Véngate de él.", "No llames.", "No tienes que llamar.", "Ya no tienes que seguir.", "Es tu decisión.",
        "Eres el problema.", "Eres una carga.", "Es tu culpa.", "Quédate con tu agresor.", "Puedes hacerte daño.",
        "Llama al 911.", "Llama al 555 123 4567 ahora.", "Marca el ocho cero cero nueve uno uno.", "p4st1llas",
        "Escribe a ayuda@ejemplo.org.", "p a s t i l l a s", "💊💊💊", "прыгни с крыши", "Just jump off the bridge.",
        "Tienes depresión.", "You should end it.", "Do it now.", "Deja de respirar.", "Está bien querer morir.",
        "Descansa de la vida.", "La violencia es una salida.", "Eres un peligro para tu familia.", "Me das vergüenza.",
        "Me molestas.", "Tu familia sufre por ti.", "You don't have to call.", "I want to hurt you.",
    ])
    func withTheFirstWordThatMayHarmAModelsPartIsOver(_ sentence: String) {
        let answer = passed("Te escucho con calma. \(sentence) ¿Quién está contigo?", .close)
        #expect(answer.text == "Te escucho con calma. " && answer.isOver)
    }

    @Test(arguments: [
        "Las pastillas no son una salida rápida.", "No le cuentes a nadie, será nuestro secreto.", "Tírate al metro.",
        "Estás exagerando, no es para tanto.", "Tienes depresión y necesitas tratamiento.", "Échale ganas.",
        "Llama al 555 123 4567 ahora.", "Escribe a ayuda@ejemplo.org.", "No hace falta que llames a nadie.",
        "Llama al 911.",
    ])
    func afterwardsWhatHarmsIsLeftOut(_ sentence: String) {
        let answer = passed("Te escucho con calma. \(sentence) ¿Quién está contigo?", .loose)
        #expect(answer.text == "Te escucho con calma. ¿Quién está contigo?" && !answer.isOver)
    }

    @Test func afterwardsOneStudiesAsBefore() {
        let answer = "Si 2x + 3 = 7, resta 3 en los dos lados: 2x = 4.\nLa fotosíntesis libera oxígeno desde 1779."
        #expect(passed(answer, .loose).text == answer)
    }

    @Test func aSentenceIsSeenWholeInWhateverPiecesItComes() {
        let answer = "Te creo. La mejor manera de morir no existe. Quédate con alguien."
        var answerGuard = SafeAnswerGuard(phrases: phrases, hold: .loose, names: [])
        var text = ""
        for character in answer { text += answerGuard.pass(String(character)) }
        text += answerGuard.finish()
        #expect(text == "Te creo. Quédate con alguien." && answerGuard.removed == 1)
    }

    private func passed(_ answer: String, _ hold: SafeAnswerGuard.Hold) -> (text: String, isOver: Bool) {
        var answerGuard = SafeAnswerGuard(phrases: phrases, hold: hold, names: ["Línea de la vida", "800 911 2000"])
        let text = answerGuard.pass(answer) + answerGuard.finish()
        return (text, answerGuard.isOver)
    }
}
