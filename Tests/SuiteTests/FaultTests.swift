import DaemonTesting
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// Nothing acknowledged is lost when a part of the suite dies.
@Suite(.serialized) struct FaultTests {
    @Test(.enabled(if: TestRedis.isInstalled)) func answersWithoutRedisAndDeliversEveryEventWhenItIsBack() async throws
    {
        let simulator = try await ModelSimulatorProcess(options: fast)
        let redis = try TestRedis()
        try await Suite.run(model: simulator.url, settings: ["REDIS_URL": redis.url]) { suite in
            let token = try await suite.signIn()
            #expect(try await ask("Antes", suite, token).status == 200)
            try await eventually("the first event is in its stream") { try redis.additions(to: stream) == 1 }
            redis.kill()
            for number in 0..<5 { #expect(try await ask("Sin Redis \(number)", suite, token).status == 200) }
            try await eventually("the suite says that Redis is away") {
                try await suite.gateway.get("/health").body.contains("degraded")
            }
            try redis.start()
            try await eventually("every event is in its stream") { try redis.additions(to: stream) >= 6 }
            try await eventually("the suite is well again") {
                try await suite.gateway.get("/health").body.contains(#""status":"ok""#)
            }
        }
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func anAnswerUnderWayOutlivesARedisThatDies() async throws {
        let simulator = try await ModelSimulatorProcess(
            options: ["--first-token-ms", "0", "--tokens-per-second", "40", "--answer-tokens", "60"]
        )
        let redis = try TestRedis()
        try await Suite.run(model: simulator.url, settings: ["REDIS_URL": redis.url]) { suite in
            let token = try await suite.signIn()
            let response = try await suite.gateway.open("POST", "/api/chat", token: token, body: json("Larga"))
            var body = response.body.makeAsyncIterator()
            var text = ""
            while !text.contains("event: delta"), let bytes = try await body.next() { text += String(buffer: bytes) }
            redis.kill()
            while let bytes = try await body.next() { text += String(buffer: bytes) }
            #expect(text.contains("event: done"))
            #expect(try await ask("Después", suite, token).status == 200)
            try redis.start()
            try await eventually("the events of both questions are in their stream") {
                try redis.additions(to: stream) >= 2
            }
        }
    }

    @Test(.enabled(if: Postgres.isAvailable)) func losesNoAcknowledgedQuestionWhenPostgreSQLRestartsUnderLoad()
        async throws
    {
        let simulator = try await ModelSimulatorProcess(options: fast)
        try await Suite.withDatabase(.postgresql) { url in
            try await Suite.run(model: simulator.url, settings: ["DATABASE_URL": url ?? ""]) { suite in
                let token = try await suite.signIn()
                let restart = Flag()
                let acknowledged = try await withThrowingTaskGroup(of: Set<String>.self) { group in
                    for client in 0..<8 {
                        group.addTask {
                            try await askPatiently(client, suite, token) { restart.isSet }
                        }
                    }
                    group.addTask {
                        try await Task.sleep(for: .milliseconds(300))
                        try Postgres.restart()
                        restart.set()
                        return []
                    }
                    return try await group.reduce(into: Set()) { $0.formUnion($1) }
                }
                #expect(acknowledged.count >= 8 * 8)
                #expect(try await acknowledged.isSubset(of: titles(suite, token)))
            }
        }
    }

    @Test(.enabled(if: Postgres.isAvailable)) func anAnswerUnderWayOutlivesADatabaseThatIsAwayForTenSeconds()
        async throws
    {
        let simulator = try await ModelSimulatorProcess(
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "160"]
        )
        try await Suite.withDatabase(.postgresql) { url in
            try await Suite.run(model: simulator.url, settings: ["DATABASE_URL": url ?? ""]) { suite in
                let token = try await suite.signIn()
                let response = try await suite.gateway.open("POST", "/api/chat", token: token, body: json("Larga"))
                var body = response.body.makeAsyncIterator()
                var text = ""
                while !text.contains("event: delta"), let bytes = try await body.next() {
                    text += String(buffer: bytes)
                }
                try Postgres.stop()
                let away = Task {
                    try await Task.sleep(for: .seconds(10))
                    try Postgres.start()
                }
                // The answer takes 8 s: it ends while the database is away, and waits for it.
                while let bytes = try await body.next() { text += String(buffer: bytes) }
                try await away.value
                #expect(text.contains("event: done"))
                let id = try #require(text.firstMatch(of: /"conversation_id":"([0-9a-f-]+)"/)?.1)
                let deltas = text.matches(of: /event: delta\ndata: ({.*})\n/).map { String($0.1) }
                let written = try deltas.map { try JSONDecoder().decode(Delta.self, from: Data($0.utf8)).text }.joined()
                let history = try await suite.gateway.get("/api/history/\(id)", token: token)
                    .decode(History.self, by: JSONDecoder())
                #expect(history.messages.map(\.status) == ["complete", "complete"])
                #expect(history.messages.last?.text == written)
            }
        }
    }

    private struct Delta: Decodable {
        let text: String
    }

    private struct History: Decodable {
        struct Message: Decodable {
            let text: String
            let status: String
        }
        let messages: [Message]
    }

    @Test func aKilledDaemonIsBackWithinTwoSecondsAndTheRestGoesOn() async throws {
        let simulator = try await ModelSimulatorProcess(options: slow)
        try await Suite.run(model: simulator.url, supervised: ["chat"]) { suite in
            let token = try await suite.signIn()
            let response = try await suite.gateway.open("POST", "/api/chat", token: token, body: json("Larga"))
            var body = response.body.makeAsyncIterator()
            var text = ""
            while !text.contains("event: delta"), let bytes = try await body.next() { text += String(buffer: bytes) }

            let pid = try pid(of: "chat", in: suite.home)
            kill(pid, SIGKILL)
            let start = ContinuousClock.now
            #expect(try await suite.gateway.get("/auth/me", token: token).status == 200)
            try await eventually("chat answers again") {
                try await suite.gateway.get("/api/history", token: token).status == 200
            }
            #expect(ContinuousClock.now - start <= .seconds(2))
            #expect(try self.pid(of: "chat", in: suite.home) != pid)
            try await eventually("the answer is kept as interrupted") {
                let id = try #require(text.firstMatch(of: /"conversation_id":"([0-9a-f-]+)"/)?.1)
                return try await suite.gateway.get("/api/history/\(id)", token: token).body.contains("interrupted")
            }
            let health = try await suite.gateway.get("/health", token: token)
            #expect(health.body.contains(#""restarts":1"#))

            // «Reintentar».
            let conversation = try #require(text.firstMatch(of: /"conversation_id":"([0-9a-f-]+)"/)?.1)
            let message = try #require(text.firstMatch(of: /"message_id":"([0-9a-f-]+)"/)?.1)
            let again = try await suite.gateway.open(
                "POST",
                "/api/chat",
                token: token,
                body: #"{"conversation_id": "\#(conversation)", "retry_message_id": "\#(message)"}"#
            )
            var retried = again.body.makeAsyncIterator()
            var answer = ""
            while !answer.contains("event: delta"), let bytes = try await retried.next() {
                answer += String(buffer: bytes)
            }
            #expect(answer.contains("event: start") && answer.contains(message))
        }
    }

    private final class Flag: Sendable {
        private let state = Atomic(false)

        var isSet: Bool { state.load(ordering: .acquiring) }

        func set() { state.store(true, ordering: .releasing) }
    }

    /// Asks one question after the other, and each again until it is acknowledged, as a person does who reads «vuelve a
    /// intentarlo»; ends with eight questions after `isOver`. Returns the questions.
    private func askPatiently(
        _ client: Int,
        _ suite: Suite,
        _ token: String,
        until isOver: () -> Bool
    ) async throws -> Set<String> {
        var acknowledged: Set<String> = []
        var left = 8
        while left > 0 {
            if isOver() { left -= 1 }
            let text = "Pregunta \(client)x\(acknowledged.count)"
            try await eventually("«\(text)» is acknowledged") {
                let response = try await ask(text, suite, token)
                if response.status == 200 { return acknowledged.insert(text).inserted }
                #expect([500, 502, 503].contains(response.status), "\(response.body)")
                return false
            }
        }
        return acknowledged
    }

    private func ask(_ text: String, _ suite: Suite, _ token: String) async throws -> TestResponse {
        try await suite.gateway.post("/api/chat", json: #"{"message": "\#(text)", "stream": false}"#, token: token)
    }

    private func json(_ text: String) -> String { #"{"message": "\#(text)"}"# }

    private func titles(_ suite: Suite, _ token: String) async throws -> Set<String> {
        struct Page: Decodable {
            struct Item: Decodable { let title: String }
            let items: [Item]
            let next: String?
        }
        var titles: Set<String> = []
        var cursor: String?
        repeat {
            let path = "/api/history" + (cursor.map { "?cursor=\($0)" } ?? "")
            let page = try await suite.gateway.get(path, token: token).decode(Page.self, by: JSONDecoder())
            titles.formUnion(page.items.map(\.title))
            cursor = page.next
        } while cursor != nil
        return titles
    }

    private func pid(of product: String, in home: String) throws -> pid_t {
        let text = try String(contentsOfFile: "\(home)/run/\(product).pid", encoding: .utf8)
        return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    private let stream = "consulta:stream:chat.message.created"
    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "20"]
    private let slow = ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "1000"]
}
