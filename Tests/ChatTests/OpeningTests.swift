import Audit
import Chat
import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Another person's conversation opens for a reason that they see, to be read, for an hour.
@Suite struct OpeningTests {
    @Test(arguments: TestDatabase.engines)
    func anAdministratorReadsItOnceTheAuditHasTheReason(engine: TestDatabase) async throws {
        try await ChatFixture.run(router: nil, on: engine) { chat in
            let scene = try await Scene(chat)
            #expect(try await scene.refusal("GET", "") == "403 reason_required")
            let before = Date()
            let opened = try await scene.open()
            let conversation = try opened.decode(History.self, by: WireJSON.decoder())
            #expect(opened.status == 201 && opened.header("cache-control") == "no-store")
            #expect(conversation.messages.first?.text == Scene.question && conversation.owner == scene.owner)
            let end = try #require(conversation.openedUntil)
            #expect(abs(end.timeIntervalSince(before) - 3_600) < 60)
            let again = try await chat.history(scene.conversation, token: scene.administratorToken)
            #expect(again.messages.map(\.id) == conversation.messages.map(\.id) && again.owner == scene.owner)
            let own = try await chat.history(scene.conversation, token: scene.ownerToken)
            #expect(own.owner == nil && own.openedUntil == nil)

            let entries = try await chat.auditEntries()
            #expect(
                entries.map { "\($0.action) \($0.result)" } == ["conversation.read refused", "conversation.opened ok"]
            )
            #expect(entries.allSatisfy { $0.actor == scene.administrator && $0.subject == scene.owner })
            #expect(entries.allSatisfy { $0.object == AuditObject("conversation", scene.conversation) })
            let entry = try #require(entries.last)
            let keyring = try Keyring(directory: chat.daemon.home + "/keys")
            #expect(try entry.reason?.text(for: entry.id, by: keyring) == Scene.reason)
        }
    }

    @Test func nobodyElseOpensAnythingAndTheirAttemptsAreRecorded() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let scene = try await Scene(chat)
            let tutor = newID()
            let token = try await chat.identity.token(subject: tutor, roles: [.tutor, .clinician, .teacher])
            #expect(try await scene.refusal("GET", "", by: token) == "404 conversation_not_found")
            #expect(try await scene.open(by: token).status == 403)
            #expect(try await scene.open().status == 201)
            // What one administrator opened is open to them alone.
            let other = try await chat.identity.token(roles: [.admin])
            #expect(try await scene.refusal("GET", "", by: other) == "403 reason_required")
            #expect(try await chat.daemon.get(scene.path).status == 401)
            let entries = try await chat.auditEntries()
            #expect(
                entries.prefix(2).map { "\($0.actor) \($0.action) \($0.result)" } == [
                    "\(tutor) conversation.read refused", "\(tutor) conversation.opened refused",
                ]
            )
            #expect(entries.count == 4 && entries.allSatisfy { $0.subject == scene.owner })
        }
    }

    @Test(arguments: [
        #"{"reason": "muy poco"}"#, #"{"reason": "          corto           "}"#,
        #"{"reason": "con un \u0000 dentro"}"#,
        #"{"reason": "\#(String(repeating: "a", count: 501))"}"#,
        // Few characters for a reader, and too much for the audit.
        #"{"reason": "\#(String(repeating: "a" + String(repeating: "\u{301}", count: 300), count: 20))"}"#,
    ])
    func whatIsNoReasonOpensNothing(json: String) async throws {
        try await ChatFixture.run(router: nil) { chat in
            let scene = try await Scene(chat)
            #expect(try await scene.refusal("POST", "/openings", body: json) == "422 invalid_reason")
            #expect(try await scene.refusal("GET", "") == "403 reason_required")
            let entries = try await chat.auditEntries()
            #expect(entries.first?.action == "conversation.opened" && entries.first?.result == .refused)
        }
    }

    @Test func whatIsTheirOwnOrNowhereNeedsNoOpening() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let scene = try await Scene(chat)
            _ = try await chat.ask("Lo mío", token: scene.administratorToken)
            let own = try await Scene.newest(of: scene.administratorToken, chat)
            let json = try ChatFixture.json(["reason": Scene.reason])
            let (token, path) = (scene.administratorToken, "/api/history/\(own)/openings")
            #expect(try await chat.status("POST", path, token, body: json) == 409)
            #expect(try await chat.status("POST", "/api/history/\(newID())/openings", token, body: json) == 404)
            #expect(try await chat.status("DELETE", scene.path, scene.ownerToken) == 204)
            #expect(try await scene.refusal("GET", "") == "404 conversation_not_found")
            #expect(try await scene.open().status == 404)
        }
    }

    @Test func itIsOnlyRead() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let scene = try await Scene(chat)
            let conversation = try await scene.open().decode(History.self, by: WireJSON.decoder())
            let token = scene.administratorToken
            #expect(try await chat.status("PATCH", scene.path, token, body: #"{"title": "Mío"}"#) == 404)
            #expect(try await chat.status("DELETE", scene.path, token) == 404)
            #expect(try await chat.status("GET", scene.path + "/export", token) == 404)
            #expect(try await chat.ask("Sigo yo", in: scene.conversation, token: token).status == 404)
            let answer = try #require(conversation.messages.last)
            let feedback = #"{"reason": "wrong"}"#
            #expect(try await chat.status("PUT", "/api/messages/\(answer.id)/feedback", token, body: feedback) == 404)
            let list: HistoryList = try await chat.daemon.get("/api/history", token: token)
                .decode(by: WireJSON.decoder())
            #expect(list.items.isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func itsImagesAreSeenWhileItIsOpenAndAllClosesAfterAnHour(engine: TestDatabase) async throws {
        try await ChatFixture.run(router: nil, on: engine) { chat in
            let scene = try await Scene(chat)
            let token = scene.administratorToken
            let image = try await scene.image()
            #expect(try await chat.status("GET", image, token) == 404)
            #expect(try await scene.open().status == 201)
            #expect(try await scene.open().status == 201)
            #expect(try await chat.status("GET", image, token) == 200)
            // Whoever is no administrator any more.
            let former = try await chat.identity.token(subject: scene.administrator, roles: [.teacher])
            #expect(try await chat.status("GET", image, former) == 404)
            #expect(try await scene.refusal("GET", "", by: former) == "404 conversation_not_found")

            try await chat.withDatabase { database in
                _ = try await database.write { try $0.execute("UPDATE conversation_openings SET expires_at = 0") }
            }
            #expect(try await scene.refusal("GET", "") == "403 reason_required")
            #expect(try await chat.status("GET", image, token) == 404)
            #expect(try await scene.open().status == 201)
            #expect(try await chat.status("GET", image, token) == 200)
        }
    }

    @Test func withoutItsEntryNothingOpens() async throws {
        try await ChatFixture.run(router: nil) { chat in
            let scene = try await Scene(chat)
            try await chat.withDatabase { database in
                _ = try await database.write { try $0.execute("ALTER TABLE outbox RENAME TO outbox_away") }
            }
            let answer = try await scene.open()
            #expect(answer.status == 500 && !answer.body.contains(Scene.question))
            let openings: Int? = try await chat.withDatabase { database in
                try await database.read { try $0.value("SELECT COUNT(*) AS value FROM conversation_openings") }
            }
            #expect(openings == 0)
        }
    }
}

/// A conversation, its owner, and an administrator who has no part in it.
private struct Scene {
    static let question = "¿Qué es la fiebre?"
    static let reason = "Reclamo de una familia, expediente 12"

    let chat: ChatFixture
    let owner = newID()
    let administrator = newID()
    let ownerToken: String
    let administratorToken: String
    let conversation: String

    init(_ chat: ChatFixture) async throws {
        self.chat = chat
        ownerToken = try await chat.identity.token(subject: owner)
        administratorToken = try await chat.identity.token(subject: administrator, roles: [.admin])
        let image = "data:image/png;base64," + (try await SampleImages.make("png")).base64EncodedString()
        let json = try ChatFixture.json(["message": Self.question, "images": [image], "stream": false])
        // No model answers; the question is kept.
        _ = try await chat.daemon.post("/api/chat", json: json, token: ownerToken)
        conversation = try await Self.newest(of: ownerToken, chat)
    }

    var path: String { "/api/history/\(conversation)" }

    static func newest(of token: String, _ chat: ChatFixture) async throws -> String {
        let list: HistoryList = try await chat.daemon.get("/api/history", token: token).decode(by: WireJSON.decoder())
        return try #require(list.items.first).id
    }

    func image() async throws -> String {
        let image = try await chat.history(conversation, token: ownerToken).messages.first?.images.first
        return "/api/media/\(try #require(image).id)"
    }

    func open(by token: String? = nil) async throws -> TestResponse {
        let json = try ChatFixture.json(["reason": Self.reason])
        return try await chat.daemon.post(path + "/openings", json: json, token: token ?? administratorToken)
    }

    /// The status and the code of what is refused.
    func refusal(
        _ method: String,
        _ route: String,
        by token: String? = nil,
        body: String? = nil
    ) async throws -> String {
        struct Body: Decodable { let code: String }
        let token = token ?? administratorToken
        let answer = try await chat.daemon.send(method, path + route, token: token, body: body)
        return "\(answer.status) \(try answer.decode(Body.self, by: JSONDecoder()).code)"
    }
}
