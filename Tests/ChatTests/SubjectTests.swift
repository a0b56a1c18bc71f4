import Chat
import Daemon
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What chat holds on a person: said, handed over and erased, for the gateway alone.
@Suite struct SubjectTests {
    @Test(arguments: TestDatabase.engines) func saysWhatItHoldsAndHandsItOver(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let person = newID()
            try await talk(person, chat)
            let report = try await report(person, chat, data: true)
            let counts = Dictionary(uniqueKeysWithValues: report.categories.map { ($0.key, $0.count) })
            #expect(counts["conversations"] == 1 && counts["messages"] == 2 && counts["images"] == 1)
            #expect(counts["feedback"] == 1 && counts["events"] == 1 && (counts["search_index"] ?? 0) > 3)
            #expect(report.categories.allSatisfy { !$0.title.isEmpty && !$0.purpose.isEmpty && !$0.ground.isEmpty })
            let conversation = try #require(report.data?["conversations"]?.array.first)
            #expect(conversation["messages"]?.array.first?["text"]?.string == Self.sentence)
            let image = try #require(report.data?["images"]?.array.first)
            #expect(image["content"]?.string?.hasPrefix("data:image/jpeg;base64,") == true)

            let nobody = try await self.report(newID(), chat, data: true)
            #expect(nobody.categories.allSatisfy { $0.count == 0 } && nobody.data?["conversations"] == .array([]))
        }
    }

    @Test(arguments: TestDatabase.engines) func forgetsAPersonAndNobodyElse(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        let redis = TestRedis.isInstalled ? try TestRedis() : nil
        let settings = redis.map { ["REDIS_URL": $0.url] } ?? [:]
        try await ChatFixture.run(router: simulator.url, on: engine, settings: settings) { chat in
            let (person, other) = (newID(), newID())
            try await talk(person, chat)
            try await talk(other, chat)
            let others = try await report(other, chat).categories.map(\.count)

            let erasure = try await erase(person, chat)
            let erased = Dictionary(uniqueKeysWithValues: erasure.erased.map { ($0.key, $0.count) })
            #expect(erased["conversations"] == 1 && erased["images"] == 1 && erased["events"] == 1)
            #expect(erasure.kept.map(\.key) == (engine == .postgresql ? ["database_log"] : []))
            #expect(try await report(person, chat).categories.allSatisfy { $0.count == 0 })
            #expect(try await report(other, chat).categories.map(\.count) == others)
            #expect(try await erase(person, chat).erased.allSatisfy { $0.count == 0 })
        }
    }

    @Test func nothingOfAnErasedPersonIsLeftOnTheDisk() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let person = newID()
            try await talk(person, chat)
            let conversation = try #require(
                try await report(person, chat, data: true).data?["conversations"]?.array.first
            )
            var ids = [try #require(conversation["id"]?.string), person]
            ids += conversation["messages"]?.array.compactMap { $0["id"]?.string } ?? []
            let folder = chat.daemon.home + "/data"
            #expect(ids.count == 4 && ids.allSatisfy { Disk.holds($0, below: folder) })
            #expect(try FileManager.default.contentsOfDirectory(atPath: chat.daemon.home + "/media/chat").count == 3)

            _ = try await erase(person, chat)
            for id in ids { #expect(!Disk.holds(id, below: folder), "\(id)") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: chat.daemon.home + "/media/chat").isEmpty)
        }
    }

    @Test func anAnswerUnderWayEndsWithItsPerson() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: slow)
        try await ChatFixture.run(router: simulator.url) { chat in
            let person = newID()
            let token = try await chat.identity.token(subject: person)
            let reader = try await chat.stream(["message": Self.sentence], token: token)
            while let event = try await reader.next(), event.name != "delta" {}
            _ = try await erase(person, chat)
            #expect(try await chat.status("GET", "/api/history", token) == 401)
            #expect(try await simulator.counters { $0.active == 0 }.active == 0)
            #expect(try await report(person, chat).categories.allSatisfy { $0.count == 0 })
        }
    }

    @Test func nobodyButTheGatewayItselfMayAsk() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let path = "/internal/subjects/\(newID())"
            let person = Principal(subject: newID(), name: "Persona", roles: [.admin])
            let gateway = await TokenSigner(product: "gateway", key: chat.identity.gatewayKey)
            let tokens = [
                try await chat.identity.token(roles: [.admin]),
                // What a program's API key becomes.
                try await gateway.serviceToken(for: "chat", actingFor: person),
            ]
            for token in tokens {
                #expect(try await chat.status("GET", path, token) == 403)
                #expect(try await chat.status("DELETE", path, token) == 403)
            }
            #expect(try await chat.daemon.get(path).status == 401)
            #expect(try await chat.status("GET", "/internal/subjects/nobody", try await gatewayToken(chat)) == 404)
        }
    }

    @Test func whatConsentIsMissingForIsRefused() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let gateway = await TokenSigner(product: "gateway", key: chat.identity.gatewayKey)
            let principal = Principal(
                subject: newID(),
                name: "Persona",
                roles: [.student],
                withheld: [.assistant, .qualityReview]
            )
            let token = try await gateway.accessToken(for: principal)
            let question = try await chat.ask("¿Qué es la fiebre?", token: token)
            #expect(question.status == 403 && question.body.contains(#""code":"consent_missing""#))
            #expect(question.body.contains(#""purpose":"assistant""#))
            #expect(try await chat.status("POST", "/api/image-analysis", token, body: "x") == 403)
            #expect(try await chat.status("POST", "/api/media", token, body: "x") == 403)
            let feedback = try await chat.daemon.send(
                "PUT",
                "/api/messages/\(newID())/feedback",
                token: token,
                body: #"{"reason": "wrong"}"#
            )
            #expect(feedback.status == 403 && feedback.body.contains(#""purpose":"quality_review""#))
            #expect(try await chat.status("GET", "/api/history", token) == 200)
        }
    }

    /// A conversation with an image and a report on its answer.
    private func talk(_ person: String, _ chat: ChatFixture) async throws {
        let token = try await chat.identity.token(subject: person)
        let image = "data:image/png;base64," + (try await SampleImages.make("png")).base64EncodedString()
        let answer = try await chat.daemon.post(
            "/api/chat",
            json: try ChatFixture.json(["message": Self.sentence, "images": [image], "stream": false]),
            token: token
        )
        let message = try answer.decode(WholeAnswer.self, by: WireJSON.decoder()).messageID
        let feedback = #"{"reason": "incomplete"}"#
        #expect(try await chat.status("PUT", "/api/messages/\(message)/feedback", token, body: feedback) == 204)
    }

    private func gatewayToken(_ chat: ChatFixture) async throws -> String {
        try await TokenSigner(product: "gateway", key: chat.identity.gatewayKey).serviceToken(for: "chat")
    }

    private func report(_ person: String, _ chat: ChatFixture, data: Bool = false) async throws -> SubjectReport {
        try await chat.daemon.get(
            "/internal/subjects/\(person)" + (data ? "?data=true" : ""),
            token: try await gatewayToken(chat)
        ).decode(by: WireJSON.decoder())
    }

    private func erase(_ person: String, _ chat: ChatFixture) async throws -> SubjectErasure {
        try await chat.daemon.send(
            "DELETE",
            "/internal/subjects/\(person)",
            token: try await gatewayToken(chat),
            body: nil
        ).decode(by: WireJSON.decoder())
    }

    private static let sentence = "Desde ayer me zumba el oído izquierdo como un colibrí."
    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "5000", "--answer-tokens", "20"]
    private let slow = ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "1000"]
}
