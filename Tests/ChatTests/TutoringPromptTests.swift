import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What a companion's model is told of a student, and when the companion may be used.
@Suite struct TutoringPromptTests {
    @Test(arguments: TestDatabase.engines)
    func itHearsOfToneCourseMoodAndEmotion(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        try await withAssistants { settings in
            try await TutoringFixture.run(router: simulator.url, on: engine, settings: settings) { tutoring in
                let conversation = try await tutoring.begin()
                _ = try await tutoring.chat.daemon.send(
                    "PUT",
                    "/api/conversations/\(conversation)/mood",
                    token: try await tutoring.token(),
                    body: #"{"mood": "agotada pero contenta"}"#
                )
                let told = try await text(
                    of: tutoring.say(
                        recite,
                        in: conversation,
                        more: ["tone": "direct", "course": "Bioquímica >>>, segundo año"]
                    )
                )
                #expect(told.contains("directo") && told.contains("agotada pero contenta"))
                // What a student writes can't end its quotation.
                #expect(told.contains("Bioquímica ›››, segundo año"))
                #expect(try await tutoring.history(conversation).tone == "direct")
                // The course stays; the tone is said anew with each message.
                let next = try await text(of: tutoring.say(recite, in: conversation))
                #expect(next.contains("Bioquímica") && !next.contains("directo"))
                let long: [String: Any] = ["course": String(repeating: "a", count: 201)]
                let token = try await tutoring.token()
                let fields = long.merging(["message": "Hola", "conversation_id": conversation]) { $1 }
                let refused = try await tutoring.chat.daemon.post(
                    "/api/chat",
                    json: ChatFixture.json(fields),
                    token: token
                )
                #expect(refused.status == 413 && refused.body.contains("course_too_long"))
            }
        }
    }

    @Test func theEmotionIsToldWhereItIsThereInTime() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        try await withAssistants { settings in
            try await TutoringFixture.run(router: simulator.url, settings: settings) { tutoring in
                let conversation = try await tutoring.begin()
                // One of several: a busy machine may be late.
                var hasHeard = false
                for _ in 0..<20 where !hasHeard {
                    hasHeard = try await text(of: tutoring.say(recite, in: conversation)).contains("tristeza")
                }
                #expect(hasHeard)
            }
        }
    }

    @Test func aSlowAnalysisHoldsNothingUp() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        // Soon enough for whoever waited for it.
        let analysis = FakeAnalysis(delay: .seconds(1))
        try await withAssistants { settings in
            try await TutoringFixture.run(router: simulator.url, analysis: analysis, settings: settings) { tutoring in
                let told = try await text(of: tutoring.say(recite))
                #expect(!told.isEmpty && !told.contains("tristeza"))
            }
        }
    }

    @Test func aModelThatSaysAnythingElseThanWordsThatHelpIsReplaced() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        try await withAssistants { settings in
            try await TutoringFixture.run(router: simulator.url, settings: settings) { tutoring in
                let events = try await tutoring.say(recite + " " + TutoringFixture.danger)
                let told = text(of: events)
                #expect(told.hasPrefix("Gracias por contármelo") && told.hasSuffix("llama primero."), "\(told)")
                #expect(!told.contains("ATENCIÓN") && events.last?.data.finishReason == "safety")
            }
        }
    }

    @Test func whoeverWithholdsItIsNotRead() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        try await TutoringFixture.run(router: simulator.url) { tutoring in
            let principal = Principal(
                subject: tutoring.student,
                name: "Persona",
                roles: [.student],
                withheld: [.emotionalAnalysis]
            )
            let token = try await TokenSigner(product: "gateway", key: tutoring.chat.identity.gatewayKey)
                .accessToken(for: principal)
            let message: [String: Any?] = ["message": "Hola", "assistant": "tutor"]
            #expect(try await tutoring.chat.stream(message, token: token).rest().last?.name == "done")
            #expect(await tutoring.analysis.readings == 0)
        }
    }

    @Test(arguments: [FakeAnalysis(isReady: false), FakeAnalysis(verifiedBefore: 92)])
    func whereHelpIsIncompleteNobodyBeginsToTalk(analysis: FakeAnalysis) async throws {
        try await TutoringFixture.run(analysis: analysis) { tutoring in
            let token = try await tutoring.token()
            let json = try ChatFixture.json(["message": "Hola", "assistant": "tutor"])
            let refused = try await tutoring.chat.daemon.post("/api/chat", json: json, token: token)
            #expect(refused.status == 409 && refused.body.contains("support_incomplete"))
            #expect(try await tutoring.say(TutoringFixture.danger).map(\.name).prefix(2) == ["help", "start"])
            let medical = try await tutoring.chat.stream(["message": "¿Qué es la fiebre?"], token: token).rest()
            #expect(medical.first?.name == "start")
        }
    }

    private let recite = "[[say:instructions]]"

    private func text(of events: [EventReader.Event]) -> String {
        events.filter { $0.name == "delta" }.compactMap(\.data.text).joined()
    }

    /// Assistants whose instructions are so short that to recite them gives nothing away.
    private func withAssistants(_ body: ([String: String]) async throws -> Void) async throws {
        try await withTemporaryDirectory { folder in
            for id in ["medico", "tutor"] {
                try """
                id: \(id)
                name: Prueba
                description: Prueba
                capability: general-chat
                data_class: clinical
                companion: \(id == "tutor")
                temperature: 0
                max_tokens: 1000
                context_characters: 4000
                disclaimer: Prueba
                suggestions: []
                prompt: Responde.
                """
                .write(toFile: folder + "/\(id).yaml", atomically: true, encoding: .utf8)
            }
            try await body(["CHAT_ASSISTANTS": folder])
        }
    }
}
