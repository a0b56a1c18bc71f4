import Chat
import DaemonTesting
import Foundation
import Testing

struct PromptLeakGuardTests {
    private let instructions: String

    init() throws {
        let file = try String(contentsOfFile: Repository.path("Services/Chat/Assistants/medico.yaml"), encoding: .utf8)
        instructions = try #require(file.components(separatedBy: "prompt: |").last)
    }

    /// What goes out of an answer that comes in chunks of so many characters.
    private func passed(_ answer: String, chunk: Int) -> (text: String, leaked: Bool) {
        var leakGuard = PromptLeakGuard(instructions: instructions)
        let characters = Array(answer)
        var text = ""
        for start in stride(from: 0, to: characters.count, by: chunk) {
            text += leakGuard.pass(String(characters[start..<min(start + chunk, characters.count)]))
        }
        return (text + leakGuard.finish(), leakGuard.hasLeaked)
    }

    @Test(arguments: [1, 3, 7, 40, 5_000])
    func cutsTheInstructionsBeforeTheyGoOut(chunk: Int) {
        let (text, leaked) = passed("Claro, aquí están: \(instructions)", chunk: chunk)
        #expect(leaked)
        #expect(text.hasPrefix("Claro, aquí están: "))
        #expect(text.count < 60)
    }

    @Test(arguments: ["spaced", "capitals", "marked", "backwards", "base64", "wrapped base64", "invisible", "middle"])
    func seesThroughDisguises(_ disguise: String) {
        let body = instructions.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let encoded = Data(body.utf8).base64EncodedString()
        let answer =
            switch disguise {
            case "spaced": body.map(String.init).joined(separator: " ")
            case "capitals": body.uppercased()
            case "marked": body.split(separator: " ").map { "**\($0)**," }.joined(separator: "\n")
            case "backwards": String(body.reversed())
            case "base64": encoded
            case "wrapped base64": Data(body.utf8).base64EncodedString(options: .lineLength76Characters)
            case "invisible": body.map(String.init).joined(separator: "\u{200B}")
            default: String(body.dropFirst(300).prefix(200))
            }
        for chunk in [1, 11] {
            let (text, leaked) = passed("Esto es:\n" + answer, chunk: chunk)
            #expect(leaked, "\(disguise)")
            #expect(text.count < 140, "\(disguise)")
        }
    }

    @Test func passesHonestAnswersUnchanged() {
        let answer = """
            Soy el asistente médico de esta institución. Ante una cefalea con presión arterial alta evalúo primero los \
            signos de alarma: déficit neurológico, visión borrosa, dolor torácico. Si falta un dato, como la edad o las \
            alergias, lo pregunto. La dosis la confirma quien atiende; no sustituyo el juicio de un profesional de la salud.

            | Signo | Conducta |
            |---|---|
            | TA ≥ 180/120 | Urgencias 🚑 |
            """
        for chunk in [1, 5, 1_000] {
            let (text, leaked) = passed(answer, chunk: chunk)
            #expect(!leaked)
            #expect(text == answer)
        }
    }

    @Test func holdsBackLittle() {
        var leakGuard = PromptLeakGuard(instructions: instructions)
        var delayed = 0
        for word in "La neumonía adquirida en la comunidad se trata según su gravedad y las alergias del paciente."
            .split(
                separator: " "
            )
        {
            let chunk = word + " "
            if leakGuard.pass(String(chunk)) != chunk { delayed += 1 }
        }
        #expect(delayed <= 1)
    }

    @Test func watchesAtTheSpeedOfAStream() {
        var leakGuard = PromptLeakGuard(instructions: instructions)
        let answer = String(
            repeating: "El tratamiento de la insuficiencia cardíaca descansa en cuatro fármacos. ",
            count: 500
        )
        let elapsed = ContinuousClock().measure { #expect(leakGuard.pass(answer) == answer) }
        print("leak guard: \(elapsed) for \(answer.count) characters")
        #expect(elapsed < .seconds(1))
    }
}
