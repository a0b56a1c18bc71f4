import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

@Suite struct ContextTests {
    @Test(arguments: TestDatabase.engines)
    func whatWasFoundInTurnsThatNoLongerFitIsRemembered(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "10"]
        )
        try await withTemporaryDirectory { folder in
            // Instructions so short that to recite them gives nothing away.
            try """
            id: medico
            name: Prueba
            description: Prueba
            capability: medical-chat
            data_class: clinical
            temperature: 0
            max_tokens: 1000
            context_characters: 400
            disclaimer: Prueba
            suggestions: []
            prompt: Responde.
            """
            .write(toFile: folder + "/medico.yaml", atomically: true, encoding: .utf8)
            try await ChatFixture.run(router: simulator.url, on: engine, settings: ["CHAT_ASSISTANTS": folder]) {
                chat in
                let token = try await chat.identity.token()
                let facts = "Mujer de 34 años, alérgica a la penicilina, toma losartán 50 mg. Niega fiebre."
                let answer: WholeAnswer = try await chat.ask(facts, token: token).decode(by: WireJSON.decoder())
                let long = String(repeating: "otra cosa ", count: 38)
                _ = try await chat.ask(long, in: answer.conversationID, token: token)
                let recited: WholeAnswer = try await chat.ask(
                    "[[say:instructions]]",
                    in: answer.conversationID,
                    token: token
                ).decode(by: WireJSON.decoder())
                for fact in ["edad: 34 años", "sexo: Mujer", "losartán", "penicilina", "niega o evita fiebre"] {
                    #expect(recited.text.contains(fact), "\(fact) in \(recited.text)")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aLongConversationFitsTheWindowAsNewestTurnsAndASummary(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "40"]
        )
        try await withTemporaryDirectory { folder in
            let standard = try String(
                contentsOfFile: Repository.path("Services/Chat/Assistants/medico.yaml"),
                encoding: .utf8
            )
            try standard.replacing("context_characters: 20000", with: "context_characters: 2000")
                .write(toFile: folder + "/medico.yaml", atomically: true, encoding: .utf8)
            let settings = ["CHAT_ASSISTANTS": folder]
            try await ChatFixture.run(router: simulator.url, on: engine, settings: settings) { chat in
                let token = try await chat.identity.token()
                let padding = String(repeating: "dato clínico ", count: 30)
                let answer: WholeAnswer = try await chat.ask("Turno 0 \(padding)", token: token)
                    .decode(by: WireJSON.decoder())
                for turn in 1..<8 {
                    let status = try await chat.ask("Turno \(turn) \(padding)", in: answer.conversationID, token: token)
                        .status
                    #expect(status == 200)
                }
                // The summary is written beside the conversation: another question comes after it.
                let summaries = try await simulator.seenRequests().filter { $0.messages.count == 2 }.count
                #expect(summaries > 1, "the first question, and at least one summary")
                _ = try await chat.ask("Último", in: answer.conversationID, token: token)
                let last = try #require(
                    try await simulator.seenRequests().last { $0.messages.last?.length == "Último".count }
                )
                let first = try #require(try await simulator.seenRequests().first)
                let prompt = try #require(first.messages.first?.length)
                #expect(
                    try #require(last.messages.first?.length) > prompt + 20,
                    "the summary stands in the instructions"
                )
                #expect(last.messages.dropFirst().map(\.length).reduce(0, +) <= 2_000)
                #expect(last.messages.count > 2, "the newest turns are there as they were")
                #expect(try await chat.history(answer.conversationID, token: token).messages.count == 18)
            }
        }
    }
}
