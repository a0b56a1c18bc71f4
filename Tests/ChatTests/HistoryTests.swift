import DaemonTesting
import AsyncHTTPClient
import Foundation
import NIOHTTP1
import SuiteProtocol
import Testing

@Suite struct HistoryTests {
    @Test(arguments: TestDatabase.engines)
    func findsByWordsWithoutAccentsOrEndings(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            _ = try await chat.ask("Canciones para la memoria", token: token)
            _ = try await chat.ask("Presión arterial en el embarazo", token: token)

            #expect(try await titles(chat, "cancion", token) == ["Canciones para la memoria"])
            #expect(try await titles(chat, "PRESION embarazos", token) == ["Presión arterial en el embarazo"])
            #expect(try await titles(chat, "presión canción", token).isEmpty)
            #expect(try await titles(chat, "", token).count == 2)
            #expect(try await titles(chat, "?!", token).isEmpty)
        }
    }

    @Test func pagesThroughAllConversationsOnce() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            for number in 0..<35 { _ = try await chat.ask("Pregunta \(number)", token: token) }
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page: HistoryList = try await chat.daemon
                    .get("/api/history" + (cursor.map { "?cursor=\($0)" } ?? ""), token: token)
                    .decode(by: WireJSON.decoder())
                seen += page.items.map(\.title)
                cursor = page.next
            } while cursor != nil
            #expect(seen == (0..<35).reversed().map { "Pregunta \($0)" })
        }
    }

    @Test func showsNothingToAnybodyElse() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let owner = try await chat.identity.token()
            let stranger = try await chat.identity.token(roles: [.admin])
            let answer: WholeAnswer = try await chat.ask("Algo privado", token: owner).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)"

            #expect(try await chat.daemon.get(path, token: stranger).status == 404)
            #expect(try await chat.daemon.send("DELETE", path, token: stranger, body: nil).status == 404)
            let rename = try await chat.daemon.send("PATCH", path, token: stranger, body: #"{"title": "Mío"}"#)
            #expect(rename.status == 404)
            #expect(try await chat.ask("Sigo yo", in: answer.conversationID, token: stranger).status == 404)
            #expect(try await titles(chat, "privado", stranger).isEmpty)
            #expect(try await chat.daemon.get(path).status == 401)
            #expect(try await titles(chat, "privado", owner) == ["Algo privado"])
        }
    }

    @Test func renamesAndDeletes() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let answer: WholeAnswer = try await chat.ask("Algo", token: token).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)"
            let renamed = try await chat.daemon.send("PATCH", path, token: token, body: #"{"title": "Otro nombre"}"#)
            #expect(renamed.status == 204)
            #expect(try await chat.history(answer.conversationID, token: token).title == "Otro nombre")
            let empty = try await chat.daemon.send("PATCH", path, token: token, body: #"{"title": "  "}"#)
            #expect(empty.status == 400 && empty.body.contains("bad_title"))
            #expect(try await chat.daemon.send("DELETE", path, token: token, body: nil).status == 204)
            #expect(try await chat.daemon.get(path, token: token).status == 404)
            #expect(try await titles(chat, "algo", token).isEmpty)
        }
    }

    @Test func keepsNoWordOfAConversationInItsFile() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            _ = try await chat.ask("Palabrasecreta inconfundible", token: token)
            let folder = chat.daemon.home + "/data"
            let bytes = try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: Data()) {
                $0 += try Data(contentsOf: URL(filePath: folder + "/" + $1))
            }
            #expect(bytes.count > 10_000)
            #expect(bytes.range(of: Data("alabrasecreta".utf8)) == nil)
            #expect(bytes.range(of: Data("inconfundible".utf8)) == nil)
        }
    }

    @Test(arguments: [
        (#"{"message": "#, 400, "invalid_body"), (#"{"message": 7}"#, 400, "invalid_body"),
        (#"{"message": "  "}"#, 400, "empty_message"), (#"{}"#, 400, "empty_message"),
        (#"{"message": "a", "assistant": "nadie"}"#, 404, "assistant_not_found"),
        (#"{"message": "a", "conversation_id": "no"}"#, 404, "conversation_not_found"),
        (#"{"message": "\#(String(repeating: "a", count: 32_001))"}"#, 413, "message_too_long"),
        (#"{"message": "\#(String(repeating: "a", count: 2 << 20))"}"#, 413, "body_too_large"),
    ])
    func saysWhatIsWrongWithAQuestion(json: String, status: Int, code: String) async throws {
        try await ChatFixture.run(router: nil) { chat in
            let response = try await chat.daemon.post("/api/chat", json: json, token: try await chat.identity.token())
            #expect(response.status == status && response.body.contains(code), "\(response.body)")
            #expect(response.headers.first(name: "content-type") == "application/problem+json")
        }
    }

    private func titles(_ chat: ChatFixture, _ query: String, _ token: String) async throws -> [String] {
        let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let list: HistoryList = try await chat.daemon.get("/api/history?q=\(encoded)", token: token)
            .decode(by: WireJSON.decoder())
        return list.items.map(\.title)
    }

    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "20"]
}
