import DaemonTesting
import Foundation
import Testing

/// Each message of a student in danger is seen to once, whatever dies, and whom to call is shown at once.
@Suite(.serialized, .enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(3)))
struct AnalysisFaultTests {
    private static let danger = "quiero matarme"

    private func run(_ engine: TestDatabase = .sqlite, _ body: (Suite, TestRedis) async throws -> Void) async throws {
        let redis = try TestRedis()
        try await Suite.withDatabase(engine) { url in
            var settings = ["REDIS_URL": redis.url]
            settings["DATABASE_URL"] = url
            try await Suite.run(model: "", settings: settings) { try await body($0, redis) }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDaemonThatIsKilledAtAnyMomentCountsEachMessageOnce(engine: TestDatabase) async throws {
        try await run(engine) { suite, _ in
            let scene = try await TutoringScene.make(in: suite, students: 2)
            let count = 12
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for student in scene.students {
                    tasks.addTask {
                        var conversation: String?
                        for _ in 0..<count {
                            let written = try await scene.write(Self.danger, by: student, in: conversation)
                            conversation = written.conversationID
                            #expect(written.helpAfter ?? .seconds(9) <= .seconds(1))
                        }
                    }
                }
                tasks.addTask {
                    for _ in 0..<5 {
                        try await Task.sleep(for: .milliseconds(Int.random(in: 20...500)))
                        suite.kill("analysis")
                        try suite.start("analysis")
                    }
                }
                try await tasks.waitForAll()
            }
            try await scene.untilAlerts(count: count)
            #expect(try await scene.alerts(of: scene.stranger).isEmpty)
        }
    }

    @Test func whileItIsAwayTheCardAppearsAndTheAlertComesWithItsDelay() async throws {
        try await run { suite, _ in
            let scene = try await TutoringScene.make(in: suite)
            let student = try #require(scene.students.first)
            suite.kill("analysis")
            let written = try await scene.write(Self.danger, by: student)
            #expect(try #require(written.helpAfter) <= .seconds(1))
            #expect(try await suite.gateway.get("/api/alerts", token: scene.tutor.token).status >= 500)
            try await Task.sleep(for: .seconds(2))
            try suite.start("analysis")
            try await scene.untilAlerts(count: 1)
            let alert = try #require(try await scene.alerts(of: scene.tutor).first)
            #expect(alert.delayS >= 2 && alert.tier == 3 && alert.excerpt == Self.danger && alert.state == "open")
            #expect(alert.conversationID == written.conversationID)
        }
    }

    @Test func anAlertIsThereWithinASecond() async throws {
        try await run { suite, _ in
            let scene = try await TutoringScene.make(in: suite)
            let student = try #require(scene.students.first)
            try await scene.write(Self.danger, by: student)
            try await scene.untilAlerts(count: 1)
            #expect(try #require(try await scene.alerts(of: scene.tutor).first).delayS <= 1)
        }
    }

    @Test func aRedisThatWasAwayOrForgotAllLosesNothing() async throws {
        try await run { suite, redis in
            let scene = try await TutoringScene.make(in: suite)
            let student = try #require(scene.students.first)
            try await scene.write(Self.danger, by: student)
            try await scene.untilAlerts(count: 1)
            redis.kill()
            for _ in 0..<3 {
                #expect(try await scene.write(Self.danger, by: student).helpAfter ?? .seconds(9) <= .seconds(1))
            }
            try redis.start()
            try await scene.untilAlerts(count: 4)
            try await scene.write(Self.danger, by: student)
            try redis.restart(emptied: true)
            try await scene.write(Self.danger, by: student)
            try await scene.untilAlerts(count: 6)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func ofTwoReplicasEachMessageIsOnes(engine: TestDatabase) async throws {
        try await run(engine) { suite, _ in
            let scene = try await TutoringScene.make(in: suite, students: 3)
            try suite.startReplica(of: "analysis")
            let count = 8
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for student in scene.students {
                    tasks.addTask {
                        for number in 0..<count {
                            try await scene.write(Self.danger, by: student)
                            if number == count / 2, student.id == scene.students.first?.id { suite.kill("analysis") }
                        }
                    }
                }
                try await tasks.waitForAll()
            }
            try suite.start("analysis")
            try await scene.untilAlerts(count: count)
        }
    }

    @Test func noTextIsAFault() async throws {
        try await run { suite, _ in
            let scene = try await TutoringScene.make(in: suite)
            let student = try #require(scene.students.first)
            let texts = [
                "", " ", "😭😭😭", "今日はとても悲しい", "أنا حزين جدا", "func main() { print(1) }", "\u{0}\u{202E}x",
                String(repeating: "a", count: 100_000), String(repeating: "😭", count: 25_000),
                String(repeating: "a", count: 100_001), String(repeating: "quiero matarme ", count: 6_600),
            ]
            for text in texts {
                let json = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
                let read = try await suite.gateway.post("/api/analyze", json: json, token: student.token)
                let expected = text.utf8.count > 100_000 ? 413 : 200
                #expect(read.status == expected, "\(text.prefix(20)): \(read.body.prefix(200))")
                let fields = ["message": text, "assistant": "tutor"]
                let asked = try await suite.gateway.post(
                    "/api/chat",
                    json: String(decoding: try JSONEncoder().encode(fields), as: UTF8.self),
                    token: student.token
                )
                #expect(asked.status < 500, "\(text.prefix(20)): \(asked.body.prefix(200))")
            }
            for body in ["", "{}", "[]", #"{"text": 1}"#, #"{"text": "\ud800"}"#, "\u{FEFF}{"] {
                let answer = try await suite.gateway.post("/api/analyze", json: body, token: student.token)
                #expect((400..<500).contains(answer.status), "\(body): \(answer.status)")
            }
            let quiet = try await suite.gateway.post("/api/analyze", json: #"{"text": ""}"#, token: student.token)
            #expect(quiet.body.contains(#""certain":false"#))
        }
    }
}
