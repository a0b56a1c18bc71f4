import DaemonTesting
import Testing

/// What a connected model says around the card.
@Suite struct HelpDeskModelTests {
    @Test func inventionsAreTakenOutAndCounted() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["general-chat"], options: fast)
        try await HelpDeskFixture.run(router: simulator.url) { desk in
            let token = try await desk.visitor()
            let session = try await desk.ask("azul", token: token).sessionID
            // The simulator repeats what it is asked.
            let question = "azul: ¿llamo al 0221 499-7766 o escribo a otra@example.org?"
            let events = try await desk.stream(question, in: session, token: token).rest()
            #expect(events.first?.name == "card" && events.last?.name == "done")
            #expect(events.map(\.id) == events.indices.map { "\($0)" })
            let text = events.compactMap(\.data.text).joined()
            #expect(text.contains("¿llamo al … o escribo a …"), "\(text)")
            #expect(!text.contains("7766") && !text.contains("otra@"))
            let metrics = try await desk.chat.daemon.get("/metrics").body
            let counted = metrics.split(separator: "\n").first { $0.hasPrefix("consulta_chat_help_desk_removed_total") }
            let count = try #require(counted?.split(separator: " ").last.flatMap { Double($0) })
            #expect(count >= 2)
            let seen = try await desk.history(session, token: token)
            #expect(seen.turns.last?.text == text && seen.turns.last?.card?.municipio?.code == "06049")
        }
    }

    @Test func theCardIsKeptWhileAModelStillWrites() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["general-chat"], options: endless)
        try await HelpDeskFixture.run(router: simulator.url) { desk in
            let token = try await desk.visitor()
            let session = try await desk.ask("hola", token: token).sessionID
            let reader = try await desk.stream("azul", in: session, token: token)
            #expect(try await reader.next()?.name == "card")
            let seen = try await desk.history(session, token: token)
            #expect(seen.turns.count == 4 && seen.turns.last?.card?.municipio?.code == "06049")
        }
    }

    @Test func aModelThatBreaksOffLeavesTheCard() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["general-chat"], options: fast)
        try await HelpDeskFixture.run(router: simulator.url) { desk in
            let token = try await desk.visitor()
            for fault in ["[[fault:cut=2]]", "[[fault:500]]", "[[fault:reset]]"] {
                let answer = try await desk.ask("azul \(fault)", token: token)
                #expect(answer.municipio?.code == "06049" && answer.response.contains("02281 555-0142"))
            }
        }
    }

    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000"]
    private let endless = ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "2000"]
}
