import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOHTTP1
import Persistence
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
            let stranger = try await chat.identity.token(roles: [.teacher, .tutor])
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

    @Test(arguments: TestDatabase.engines)
    func recordsWhatIsTakenAlongOrDeletedAndWhoWasRefused(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let (me, other) = (newID(), newID())
            let owner = try await chat.identity.token(subject: me)
            let stranger = try await chat.identity.token(subject: other)
            let answer: WholeAnswer = try await chat.ask("Algo privado", token: owner).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)"
            #expect(try await chat.status("GET", path, stranger) == 404)
            #expect(try await chat.status("GET", "/api/history/\(newID())", stranger) == 404)
            #expect(try await chat.status("GET", path + "/export", owner) == 200)
            #expect(try await chat.status("DELETE", path, stranger) == 404)
            #expect(try await chat.status("DELETE", path, owner) == 204)
            #expect(try await chat.status("POST", path + "/restore", owner) == 204)
            let entries = try await chat.auditEntries()
            #expect(
                entries.map { "\($0.action) \($0.result)" } == [
                    "conversation.read refused", "conversation.exported ok", "conversation.deleted refused",
                    "conversation.deleted ok", "conversation.restored ok",
                ]
            )
            #expect(entries.map(\.actor) == [other, me, other, me, me])
            #expect(entries.allSatisfy { $0.subject == me && $0.object?.id == answer.conversationID })
        }
    }

    @Test func renamesAndFindsByTheNewTitle() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let answer: WholeAnswer = try await chat.ask("Algo", token: token).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)"
            #expect(try await chat.status("PATCH", path, token, body: #"{"title": "Cefalea tensional"}"#) == 204)
            #expect(try await chat.status("PATCH", path, token, body: #"{"title": "Otro nombre"}"#) == 204)
            #expect(try await chat.history(answer.conversationID, token: token).title == "Otro nombre")
            #expect(try await titles(chat, "otr nomb", token).isEmpty)
            #expect(try await titles(chat, "otro nomb", token) == ["Otro nombre"])
            #expect(try await titles(chat, "cefal", token).isEmpty)
            let empty = try await chat.daemon.send("PATCH", path, token: token, body: #"{"title": "  "}"#)
            #expect(empty.status == 400 && empty.body.contains("bad_title"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func findsWhileTyping(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            _ = try await chat.ask("Dosis de hidroclorotiazida en la hipertensión", token: token)
            for typed in ["hi", "hid", "hidroclorot", "dosis de hip", "HIPERTENSION D", "dosis h"] {
                #expect(try await titles(chat, typed, token).count == 1, "\(typed)")
            }
            for typed in ["hx", "dosis de hz", "tension", "hid x", "h"] {
                #expect(try await titles(chat, typed, token).isEmpty, "\(typed)")
            }
            let list: HistoryList = try await chat.daemon.get("/api/history?q=hidroclo", token: token)
                .decode(by: WireJSON.decoder())
            #expect(list.items.first?.snippet.isEmpty == false)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func listsPinnedConversationsFirst(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            var ids: [String] = []
            for number in 0..<4 {
                let answer: WholeAnswer = try await chat.ask("Caso \(number)", token: token)
                    .decode(by: WireJSON.decoder())
                ids.append(answer.conversationID)
            }
            #expect(try await chat.status("PATCH", "/api/history/\(ids[1])", token, body: #"{"pinned": true}"#) == 204)
            #expect(try await titles(chat, "", token) == ["Caso 1", "Caso 3", "Caso 2", "Caso 0"])
            #expect(try await titles(chat, "caso", token) == ["Caso 3", "Caso 2", "Caso 1", "Caso 0"])
            var paged: [String] = []
            var cursor: String?
            repeat {
                let list: HistoryList = try await chat.daemon
                    .get("/api/history?limit=1" + (cursor.map { "&cursor=\($0)" } ?? ""), token: token)
                    .decode(by: WireJSON.decoder())
                paged += list.items.map(\.title)
                cursor = list.next
            } while cursor != nil
            #expect(paged == ["Caso 1", "Caso 3", "Caso 2", "Caso 0"])
            #expect(try await chat.history(ids[1], token: token).pinned)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func restoresADeletedConversation(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let stranger = try await chat.identity.token()
            let answer: WholeAnswer = try await chat.ask("Algo", token: token).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)"
            #expect(try await chat.status("POST", path + "/restore", token) == 404)
            #expect(try await chat.status("DELETE", path, token) == 204)
            #expect(try await chat.status("DELETE", path, token) == 404)
            #expect(try await chat.status("GET", path, token) == 404)
            #expect(try await titles(chat, "algo", token).isEmpty)
            #expect(try await titles(chat, "", token).isEmpty)
            #expect(try await chat.ask("Sigo", in: answer.conversationID, token: token).status == 404)
            #expect(try await chat.status("POST", path + "/restore", stranger) == 404)
            #expect(try await chat.status("POST", path + "/restore", token) == 204)
            #expect(try await chat.history(answer.conversationID, token: token).messages.count == 2)
            #expect(try await titles(chat, "algo", token) == ["Algo"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func pagesThroughALongConversation(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let answer: WholeAnswer = try await chat.ask("Turno 0", token: token).decode(by: WireJSON.decoder())
            for turn in 1..<4 { _ = try await chat.ask("Turno \(turn)", in: answer.conversationID, token: token) }
            var seen: [String] = []
            var before = ""
            while true {
                let page: History = try await chat.daemon
                    .get("/api/history/\(answer.conversationID)?limit=3\(before)", token: token)
                    .decode(by: WireJSON.decoder())
                seen = page.messages.filter { $0.role == "user" }.map(\.text) + seen
                guard let earlier = page.earlier else { break }
                before = "&before=\(earlier)"
            }
            #expect(seen == ["Turno 0", "Turno 1", "Turno 2", "Turno 3"])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func keepsWhatIsSaidAgainstAnAnswer(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let stranger = try await chat.identity.token()
            let answer: WholeAnswer = try await chat.ask("Algo", token: token).decode(by: WireJSON.decoder())
            let path = "/api/messages/\(answer.messageID)/feedback"
            let body = #"{"reason": "harmful", "comment": "La dosis es del doble."}"#
            #expect(try await chat.status("PUT", path, stranger, body: body) == 404)
            #expect(try await chat.status("PUT", path, token, body: #"{"reason": "ugly"}"#) == 400)
            let long = try ChatFixture.json(["reason": "wrong", "comment": String(repeating: "a", count: 2_001)])
            #expect(try await chat.status("PUT", path, token, body: long) == 413)
            #expect(try await chat.status("PUT", path, token, body: body) == 204)
            let messages = try await chat.history(answer.conversationID, token: token).messages
            #expect(messages.last?.feedback?.reason == "harmful")
            #expect(messages.last?.feedback?.comment == "La dosis es del doble.")
            let question = try #require(messages.first)
            #expect(try await chat.status("PUT", "/api/messages/\(question.id)/feedback", token, body: body) == 404)
            #expect(try await chat.status("DELETE", path, token) == 204)
            #expect(try await chat.history(answer.conversationID, token: token).messages.last?.feedback == nil)
        }
    }

    @Test func exportsAConversation() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let question = "¿Qué es <script>alert(1)</script> & «esto»?"
            let answer: WholeAnswer = try await chat.ask(question, token: token).decode(by: WireJSON.decoder())
            let path = "/api/history/\(answer.conversationID)/export?format="
            let markdown = try await chat.daemon.get(path + "markdown", token: token)
            #expect(markdown.body.contains(question) && markdown.body.contains(answer.text))
            #expect(markdown.header("content-disposition")?.hasPrefix("attachment; filename=") == true)
            let json: History = try await chat.daemon.get(path + "json", token: token).decode(by: WireJSON.decoder())
            #expect(json.messages.map(\.text) == [question, answer.text])
            let page = try await chat.daemon.get(path + "html", token: token)
            #expect(page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; «esto»"))
            #expect(!page.body.contains("<script"))
            #expect(page.header("content-security-policy")?.contains("default-src 'none'") == true)
            #expect(try await chat.status("GET", path + "pdf", token) == 400)
            #expect(try await chat.status("GET", path + "json", try await chat.identity.token()) == 404)
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

    private func titles(_ chat: ChatFixture, _ query: String, _ token: String) async throws -> [String] {
        let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let list: HistoryList = try await chat.daemon.get("/api/history?q=\(encoded)", token: token)
            .decode(by: WireJSON.decoder())
        return list.items.map(\.title)
    }

    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "20"]
}
