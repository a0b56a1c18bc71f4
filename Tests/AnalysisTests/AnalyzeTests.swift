import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// `POST /api/analyze`: what a text is read as, whatever it is.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct AnalyzeTests {
    private struct Seen: Decodable {
        struct Emotion: Decodable {
            let label: String
            let certain: Bool
            let probabilities: [String: Double]
        }

        struct Risk: Decodable {
            let tier: Int
            let category: String?
        }

        let language: String
        let emotion: Emotion
        let risk: Risk
    }

    @Test func anyTextIsReadAndNoneIsAFault() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let texts = [
                "", " ", "😭😭😭", "func main() { print(1) }", "今日はとても悲しい", "Estoy feliz", "I feel sad today",
                String(repeating: "a", count: 100_000), "\u{0}\u{202E}x", "me muero de risa",
            ]
            for text in texts {
                let answer = try await student.send("POST", "analyze", ["text": text])
                #expect(answer.status == 200, "\(text.prefix(20)): \(answer.body.prefix(200))")
                let seen: Seen = try answer.decode(by: WireJSON.decoder())
                #expect(seen.emotion.probabilities.count == 7)
                #expect(abs(seen.emotion.probabilities.values.reduce(0, +) - 1) < 0.001)
                let largest = seen.emotion.probabilities.max { $0.value < $1.value }
                #expect(seen.emotion.probabilities[seen.emotion.label] == largest?.value)
                #expect(seen.risk.tier == 0)
            }
            let empty: Seen = try await student.send("POST", "analyze", ["text": ""]).decode(by: WireJSON.decoder())
            #expect(!empty.emotion.certain)
            let danger = try await student.send("POST", "analyze", ["text": "quiero matarme", "language": "es"])
            #expect(try danger.decode(Seen.self, by: WireJSON.decoder()).risk.tier == 3)
        }
    }

    @Test func limitsAndRolesHold() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let long = String(repeating: "a", count: 100_001)
            #expect(try await student.send("POST", "analyze", ["text": long]).status == 413)
            #expect(try await student.send("POST", "analyze", [:]).status == 400)
            let clerk = try await TestTender(analysis, role: .clerk)
            #expect(try await clerk.send("POST", "analyze", ["text": "hola"]).status == 403)
            #expect(try await analysis.daemon.post("/api/analyze", json: #"{"text":"hola"}"#).status == 401)

            let token = try await analysis.identity.serviceToken(for: "analysis")
            let read = try await analysis.daemon.post("/internal/analyses", json: #"{"text":"hola"}"#, token: token)
            #expect(read.status == 200 && read.body.contains("emotion") && !read.body.contains("risk"))
            let own = try await analysis.daemon.post(
                "/internal/analyses",
                json: #"{"text":"hola"}"#,
                token: student.token
            )
            #expect(own.status == 403)
        }
    }
}
