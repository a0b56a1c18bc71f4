import DaemonTesting
import Foundation
import Testing

/// Whoever is in danger is answered at once, and by whoever is to answer, whatever hangs or is away.
@Suite(.serialized, .enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(3)))
struct TutoringFaultTests {
    private static let danger = "no puedo más me voy a matar"

    private func run(_ body: (Suite, TutoringScene, TestRedis, ModelSimulatorProcess) async throws -> Void) async throws
    {
        let simulator = try await ModelSimulatorProcess(
            options: ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "20"]
        )
        let redis = try TestRedis()
        try await Suite.run(model: simulator.url, settings: ["REDIS_URL": redis.url, "LM_STUDIO_URL": simulator.url]) {
            suite in
            try await body(suite, try await TutoringScene.make(in: suite), redis, simulator)
        }
    }

    @Test func anAnalysisThatHangsHoldsNeitherTheCardNorTheAnswerUp() async throws {
        try await run { suite, scene, _, simulator in
            let student = try #require(scene.students.first)
            let conversation = try await scene.write("Hola", by: student).conversationID
            suite.pause("analysis")
            for _ in 0..<10 {
                let written = try await scene.write(Self.danger, by: student, in: conversation)
                #expect(try #require(written.helpAfter) <= .seconds(1))
            }
            let before = try await simulator.answers()
            // The best of several: a busy machine may be late.
            var best = Duration.seconds(60)
            for _ in 0..<5 {
                let start = ContinuousClock.now
                try await scene.write("¿Y mañana?", by: student, in: conversation)
                best = min(best, ContinuousClock.now - start)
            }
            #expect(best < .seconds(1))
            #expect(try await simulator.answers() >= before + 5)
            suite.resume("analysis")
            try await scene.untilAlerts(count: 10)
        }
    }

    @Test func withoutARouterTheCardAndWrittenWordsAreThere() async throws {
        try await run { suite, scene, _, _ in
            let student = try #require(scene.students.first)
            // The lines are known from here on.
            try await scene.write("Hola", by: student)
            for product in ["inference-router", "analysis"] { suite.kill(product) }
            let written = try await scene.write(Self.danger, by: student)
            #expect(try #require(written.helpAfter) <= .seconds(1))
            let seen = try await suite.gateway.get("/api/history/\(written.conversationID)", token: student.token)
            #expect(seen.body.contains("Gracias por contármelo") && seen.body.contains("Línea de ejemplo"))
        }
    }

    @Test func whereATutorAnswersNoModelDoesThoughRedisIsAway() async throws {
        struct Intervention: Decodable { let id: String }
        try await run { suite, scene, redis, simulator in
            let student = try #require(scene.students.first)
            let conversation = try await scene.write(Self.danger, by: student).conversationID
            try await scene.untilAlerts(count: 1)
            redis.kill()
            let taken = try await suite.gateway.post(
                "/api/interventions",
                json: #"{"conversation_id": "\#(conversation)"}"#,
                token: scene.tutor.token
            )
            #expect(taken.status == 201, "\(taken.body)")
            let path = "/api/interventions/\(try taken.decode(Intervention.self, by: JSONDecoder()).id)"
            let before = try await simulator.answers()
            for number in 0..<5 {
                let text = number == 3 ? Self.danger : "Mensaje \(number)"
                let written = try await scene.write(text, by: student, in: conversation)
                #expect((written.helpAfter != nil) == (number == 3))
            }
            let words = #"{"text": "Hola, soy Tania. Te leo."}"#
            #expect(
                try await suite.gateway.post(path + "/messages", json: words, token: scene.tutor.token).status == 201
            )
            let history = "/api/history/\(conversation)"
            #expect(try await suite.gateway.get(history, token: student.token).body.contains("soy Tania"))
            #expect(try await suite.gateway.get(path, token: scene.tutor.token).body.contains("Mensaje 4"))
            // Neither a daemon that begins anew nor one that is away gives it back.
            suite.kill("analysis")
            suite.kill("chat")
            try suite.start("chat")
            try await eventually("chat is back") {
                try await suite.gateway.get(history, token: student.token).status == 200
            }
            try await scene.write("¿Sigues ahí?", by: student, in: conversation)
            #expect(try await simulator.answers() == before)
            try suite.start("analysis")
            try await eventually("it is given back") {
                try await suite.gateway.post(path + "/end", json: "{}", token: scene.tutor.token).status == 200
            }
            try await scene.write("¿Y ahora?", by: student, in: conversation)
            #expect(try await simulator.answers() > before)
        }
    }

    @Test func whoeverAsksForAPersonIsHeardThoughRedisAndAnalysisWereAway() async throws {
        try await run { suite, scene, redis, _ in
            let student = try #require(scene.students.first)
            suite.kill("analysis")
            redis.kill()
            for _ in 0..<3 {
                let asked = try await suite.gateway.post("/api/help", json: "{}", token: student.token)
                #expect(asked.status == 202, "\(asked.body)")
            }
            try redis.start()
            try suite.start("analysis")
            try await eventually("somebody is told") {
                let alerts = try await suite.gateway.get("/api/alerts", token: scene.tutor.token).body
                return alerts.contains(student.id) && alerts.contains("asked_at")
            }
            #expect(try await scene.alertCount() == 1)
        }
    }
}

extension ModelSimulatorProcess {
    /// That were asked for; the router looks at it from time to time, too.
    fileprivate func answers() async throws -> Int {
        try await counters().byPath["/v1/chat/completions", default: 0]
    }
}

extension TutoringScene {
    /// Of all kinds, also those behind which no message stands.
    fileprivate func alertCount() async throws -> Int {
        struct List: Decodable {
            struct Item: Decodable { let id: String }
            let items: [Item]
        }
        return try await suite.gateway.get("/api/alerts", token: tutor.token)
            .decode(List.self, by: JSONDecoder()).items.count
    }
}
