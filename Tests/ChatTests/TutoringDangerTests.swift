import DaemonTesting
import Foundation
import Identity
import Persistence
import SuiteProtocol
import Testing

/// Somebody in danger is shown whom they can call, at once, whatever else is away.
@Suite struct TutoringDangerTests {
    @Test(arguments: TestDatabase.engines)
    func theCardComesBeforeAnyModelAndStaysWithTheMessage(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: TutoringFixture.models,
            options: ["--first-token-ms", "600000", "--tokens-per-second", "2000", "--answer-tokens", "20"]
        )
        try await TutoringFixture.run(router: simulator.url, on: engine) { tutoring in
            let token = try await tutoring.token()
            var areLinesKnown = false
            for _ in 0..<50 where !areLinesKnown {
                let help = try await tutoring.chat.daemon.get("/api/help", token: token)
                areLinesKnown = help.body.contains(FakeAnalysis.line.telephone)
            }
            let reader = try await tutoring.chat.stream(
                ["message": TutoringFixture.danger, "assistant": "tutor"],
                token: token
            )
            let help = try #require(try await reader.next())
            let start = try #require(try await reader.next())
            let words = try #require(try await reader.next())
            // The model's first word is minutes away.
            #expect(start.name == "start" && help.name == "help" && words.name == "delta")
            #expect(help.data.tier == 4 && help.data.lines == [FakeAnalysis.line])
            #expect(words.data.text?.hasPrefix("Gracias por contármelo") == true)
            let generation = try #require(start.data.generationID)
            let cancellation = try ChatFixture.json(["generation_id": generation])
            #expect(try await tutoring.chat.status("POST", "/api/cancel", token, body: cancellation) == 204)
            #expect(try await reader.rest().last?.name == "done")
            let messages = try await tutoring.history(try #require(start.data.conversationID)).messages
            #expect(messages.map { $0.help?.lines } == [[FakeAnalysis.line], [FakeAnalysis.line]])
        }
    }

    @Test func withoutAnalysisAndModelItShowsTheLinesThatWereKnown() async throws {
        try await withTemporaryDirectory { home in
            try await TutoringFixture.run(home: home) { _ = try await $0.begin() }
            try await ChatFixture.run(
                router: nil,
                settings: ["ANALYSIS_URL": "http://127.0.0.1:9", "REDIS_URL": "unix:///nowhere/redis.sock"],
                home: home
            ) { chat in
                let token = try await chat.identity.token(roles: [.student])
                let message: [String: Any?] = ["message": TutoringFixture.danger, "assistant": "tutor"]
                let events = try await chat.stream(message, token: token).rest()
                #expect(events.map(\.name) == ["help", "start", "delta", "done"])
                #expect(events[0].data.lines == [FakeAnalysis.line])
                let help = try await chat.daemon.get("/api/help", token: token)
                #expect(help.status == 200 && help.body.contains(FakeAnalysis.line.telephone))
            }
        }
    }

    @Test func whoeverIsInDangerIsNotSentAwayWhereNothingIsKnown() async throws {
        try await ChatFixture.run(router: nil, settings: ["ANALYSIS_URL": "http://127.0.0.1:9"]) { chat in
            let token = try await chat.identity.token(roles: [.student])
            for assistant in ["tutor", "medico"] {
                let message: [String: Any?] = ["message": TutoringFixture.danger, "assistant": assistant]
                let events = try await chat.stream(message, token: token).rest()
                #expect(events.map(\.name).prefix(2) == ["help", "start"], "\(assistant)")
                #expect(events[0].data.lines == [] && events[0].data.tier == 4)
            }
        }
    }

    @Test func aMessageThatCantBeKeptIsAnsweredWithTheCardAllTheSame() async throws {
        try await TutoringFixture.run { tutoring in
            // The lines are known from here on.
            _ = try await tutoring.begin()
            let nowhere = newID()
            let events = try await tutoring.say(TutoringFixture.danger, in: nowhere)
            #expect(events.map(\.name) == ["help", "error"])
            #expect(events[0].data.lines == [FakeAnalysis.line])
            #expect(events[1].data.code == "conversation_not_found")
            let mood = try await tutoring.chat.daemon.send(
                "PUT",
                "/api/conversations/\(nowhere)/mood",
                token: try await tutoring.token(),
                body: ChatFixture.json(["mood": TutoringFixture.danger])
            )
            #expect(mood.status == 200 && mood.body.contains(FakeAnalysis.line.telephone))
            #expect(!mood.body.contains("\"mood\""))
            try await tutoring.chat.withDatabase { database in
                _ = try await database.write { try $0.execute("ALTER TABLE messages RENAME TO messages_away") }
            }
            #expect(try await tutoring.say(TutoringFixture.danger).map(\.name) == ["help", "error"])
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskHoldsNoCardUpAndAllGoesOnOnceThereIsRoom() async throws {
        try await withTemporaryDirectory { home in
            try await SmallDisk.run(at: home + "/data", megabytes: 8) {
                let settings = ["REDIS_URL": "unix:///nowhere/redis.sock"]
                try await TutoringFixture.run(settings: settings, home: home) { tutoring in
                    let (conversation, token) = (try await tutoring.begin(), try await tutoring.token())
                    try SmallDisk.fill(home + "/data/filler")
                    let events = try await tutoring.say(TutoringFixture.danger, in: conversation)
                    #expect(events.map(\.name) == ["help", "error"] && events.last?.data.code == "storage_full")
                    #expect(events.first?.data.lines == [FakeAnalysis.line])
                    let asked = try await tutoring.chat.daemon.post("/api/help", json: "{}", token: token)
                    #expect(asked.status == 503 && asked.body.contains("nobody_hears"))
                    #expect(try await tutoring.chat.status("GET", "/api/help", token) == 200)
                    try FileManager.default.removeItem(atPath: home + "/data/filler")
                    #expect(try await tutoring.say(TutoringFixture.danger, in: conversation).last?.name == "done")
                    #expect(try await tutoring.chat.status("POST", "/api/help", token, body: "{}") == 202)
                    #expect(try await tutoring.history(conversation).messages.map(\.role).count == 4)
                }
            }
        }
    }

    @Test func whoeverIsInDangerIsHeardThoughTheyHaveTooManyAnswersUnderWay() async throws {
        let simulator = try await ModelSimulatorProcess(
            models: TutoringFixture.models,
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "200"]
        )
        try await TutoringFixture.run(router: simulator.url, settings: ["CHAT_MAX_GENERATIONS": "1"]) { tutoring in
            let token = try await tutoring.token()
            let reader = try await tutoring.chat.stream(["message": "Hola", "assistant": "tutor"], token: token)
            #expect(try await reader.next()?.name == "start")
            let calm = try await tutoring.chat.ask("¿Qué hay?", in: nil, token: token)
            #expect(calm.status == 429)
            let message: [String: Any?] = ["message": TutoringFixture.danger, "assistant": "tutor"]
            let urgent = try await tutoring.chat.stream(message, token: token)
            #expect(try await urgent.next()?.name == "help")
            #expect(try await urgent.next()?.name == "start")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theCardWaitsForNoDatabase(engine: TestDatabase) async throws {
        try await TutoringFixture.run(on: engine) { tutoring in
            let conversation = try await tutoring.begin()
            let (locks, locked) = AsyncStream.makeStream(of: Void.self)
            let release = DispatchSemaphore(value: 0)
            defer { release.signal() }
            try await tutoring.chat.withDatabase { database in
                let holding = Task {
                    try await database.write { db in
                        try db.execute("UPDATE conversations SET pinned = pinned")
                        locked.yield()
                        release.wait()
                    }
                }
                for await _ in locks { break }
                let reader = try await tutoring.chat.stream(
                    ["message": TutoringFixture.danger, "conversation_id": conversation],
                    token: try await tutoring.token()
                )
                #expect(try await reader.next()?.name == "help")
                release.signal()
                try await holding.value
                #expect(try await reader.next()?.name == "start")
            }
        }
    }

    @Test func aDenialChangesTheToneAndOnlyAPersonClosesTheEpisode() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        // So slow that no reading is ever among the instructions.
        let analysis = FakeAnalysis(delay: .seconds(1))
        try await TutoringFixture.run(router: simulator.url, analysis: analysis) { tutoring in
            func told() async throws -> Int? {
                // The queue is asked for, too.
                try await simulator.seenRequests().last { $0.path.hasSuffix("completions") }?.messages.first?.length
            }
            let conversation = try await tutoring.begin()
            let free = try #require(try await told())
            _ = try await tutoring.say(TutoringFixture.danger, in: conversation)
            let urgent = try #require(try await told())
            let denied = try await tutoring.say("era broma, ya estoy bien", in: conversation)
            #expect(!denied.map(\.name).contains("help"))
            let afterwards = try #require(try await told())
            #expect(urgent > free && afterwards > free && afterwards != urgent)
            // Another conversation of the same student knows of it.
            _ = try await tutoring.begin()
            #expect(try await told() == afterwards)
            #expect(try await tutoring.send("DELETE", "students/\(tutoring.student)/episode").status == 204)
            _ = try await tutoring.say("¿Seguimos con el resumen?", in: conversation)
            #expect(try await told() == free)
        }
    }

    @Test func whoeverIsInDangerIsHeardWhileAnAnswerIsWritten() async throws {
        let simulator = try await ModelSimulatorProcess(
            models: TutoringFixture.models,
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "200"]
        )
        try await TutoringFixture.run(router: simulator.url) { tutoring in
            let token = try await tutoring.token()
            let reader = try await tutoring.chat.stream(["message": "Hola", "assistant": "tutor"], token: token)
            let conversation = try #require(try await reader.next()?.data.conversationID)
            let second = try await tutoring.chat.stream(
                ["message": TutoringFixture.danger, "conversation_id": conversation],
                token: token
            )
            #expect(try await second.next()?.name == "help")
            #expect(try await second.next()?.name == "start")
            #expect(try await reader.rest().last?.data.finishReason == "stopped")
            #expect(try await tutoring.history(conversation).messages.map(\.role).count == 4)
        }
    }

    @Test func whoeverMayNotTalkIsShownThemAllTheSame() async throws {
        try await TutoringFixture.run { tutoring in
            _ = try await tutoring.begin()
            let principal = Principal(
                subject: tutoring.student,
                name: "Persona",
                roles: [.student],
                withheld: [.assistant]
            )
            let token = try await TokenSigner(product: "gateway", key: tutoring.chat.identity.gatewayKey)
                .accessToken(for: principal)
            let before = try await list(tutoring, token)
            let events = try await tutoring.chat.stream(["message": TutoringFixture.danger], token: token).rest()
            #expect(events.map(\.name) == ["help", "error"] && events.last?.data.code == "consent_missing")
            #expect(events.first?.data.lines == [FakeAnalysis.line])
            #expect(try await list(tutoring, token) == before)
            let conversation = try await tutoring.begin()
            let mood = try await tutoring.chat.daemon.send(
                "PUT",
                "/api/conversations/\(conversation)/mood",
                token: token,
                body: ChatFixture.json(["mood": TutoringFixture.danger])
            )
            #expect(mood.status == 200 && mood.body.contains(FakeAnalysis.line.telephone))
            let question = try ChatFixture.json(["prompt": TutoringFixture.danger])
            let desk = try await tutoring.chat.daemon.post("/generate", json: question, token: token)
            #expect(desk.status == 200 && desk.body.contains(FakeAnalysis.line.telephone))
            let calm = try ChatFixture.json(["prompt": "¿Dónde pago la luz?"])
            #expect(try await tutoring.chat.daemon.post("/generate", json: calm, token: token).status == 403)
        }
    }

    private func list(_ tutoring: TutoringFixture, _ token: String) async throws -> [String] {
        try await tutoring.chat.daemon.get("/api/history", token: token)
            .decode(HistoryList.self, by: WireJSON.decoder()).items.map(\.id)
    }

    @Test func theHelpDeskShowsThemToo() async throws {
        struct Seen: Decodable {
            let response: String
            let help: History.Help?
        }
        try await TutoringFixture.run { tutoring in
            let answer = try await tutoring.chat.daemon.post(
                "/generate",
                json: ChatFixture.json(["prompt": TutoringFixture.danger]),
                token: try await tutoring.token()
            ).decode(Seen.self, by: WireJSON.decoder())
            // The lines may still be on their way from analysis: nobody waits for them.
            #expect(answer.help?.tier == 4 && answer.response.hasPrefix("Lo que escribes importa"))
        }
    }

    @Test func whatIsSaidOfOneselfIsReadForDangerToo() async throws {
        try await TutoringFixture.run { tutoring in
            let conversation = try await tutoring.begin()
            let path = "/api/conversations/\(conversation)/mood"
            func say(_ mood: String?, _ token: String) async throws -> TestResponse {
                try await tutoring.chat.daemon.send(
                    "PUT",
                    path,
                    token: token,
                    body: ChatFixture.json(["mood": mood])
                )
            }
            let token = try await tutoring.token()
            let calm = try await say("cansada pero contenta", token)
            #expect(calm.status == 200 && !calm.body.contains("\"help\""))
            #expect(try await tutoring.history(conversation).mood == "cansada pero contenta")
            #expect(try await tutoring.history(conversation).messages.count == 2)
            for _ in 0..<2 {
                #expect(try await say(TutoringFixture.danger, token).body.contains(FakeAnalysis.line.telephone))
            }
            // It is a message, too, so that somebody hears of it; said twice, it is one.
            let messages = try await tutoring.history(conversation).messages
            #expect(messages.count == 3 && messages.last?.text == TutoringFixture.danger)
            let told = try await tutoring.chat.withDatabase { database in
                try await database.read { try Outbox.pending(of: EventType.messageCreated.stream, in: $0).count }
            }
            #expect(told == 2)
            #expect(try await say(nil, token).status == 200)
            #expect(try await tutoring.history(conversation).mood == nil)
            #expect(try await say(String(repeating: "a", count: 501), token).status == 413)
            #expect(try await say("mía", try await tutoring.chat.identity.token()).status == 404)
        }
    }
}
