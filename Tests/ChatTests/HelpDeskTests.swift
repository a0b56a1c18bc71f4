import Chat
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// The municipal help desk, without any model.
@Suite struct HelpDeskTests {
    private struct Seen: Decodable {
        struct Municipality: Decodable {
            struct Office: Decodable { let telefono: String? }

            let code: String
            let offices: [Office]
        }

        struct Candidate: Decodable { let code: String }

        let sessionID: String
        let response: String
        let municipio: Municipality?
        let candidates: [Candidate]
        let intent: String
        let unanswered: Bool
    }

    private struct Instructions: Decodable {
        let prompt: String
        let version: Int
        let source: String
    }

    private static func visitor(_ chat: ChatFixture) async throws -> String {
        let principal = Principal(subject: "visitor:" + newID(), name: "", roles: [], kind: .anonymous)
        return try await TokenSigner(product: "gateway", key: chat.identity.gatewayKey).accessToken(for: principal)
    }

    private static func ask(
        _ prompt: String,
        in session: String? = nil,
        _ chat: ChatFixture,
        token: String
    ) async throws -> Seen {
        let json = try ChatFixture.json(["prompt": prompt, "session_id": session])
        return try await chat.daemon.post("/generate", json: json, token: token).decode(by: WireJSON.decoder())
    }

    private static func run(
        on engine: TestDatabase = .sqlite,
        _ body: @escaping @Sendable (ChatFixture, FakeMunicipio) async throws -> Void
    ) async throws {
        let municipio = FakeMunicipio()
        try await municipio.run { url in
            try await ChatFixture.run(router: nil, on: engine, settings: ["MUNICIPIO_URL": url]) { chat in
                try await body(chat, municipio)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theCardIsThereWithoutAModelAndTheConversationGoesOn(engine: TestDatabase) async throws {
        try await Self.run(on: engine) { chat, _ in
            let token = try await Self.visitor(chat)
            let first = try await Self.ask("azul", in: "mine", chat, token: token)
            #expect(first.sessionID != "mine" && first.intent == "address" && !first.unanswered)
            #expect(first.municipio?.code == "06049" && first.municipio?.offices.first?.telefono == "02281 555-0142")
            #expect(first.response.contains("02281 555-0142") && first.response.contains("ejemplo"))
            let second = try await Self.ask("¿y el horario?", in: first.sessionID, chat, token: token)
            #expect(second.sessionID == first.sessionID && second.municipio?.code == "06049")
            // Somebody else's conversation of the same name is another.
            let other = try await Self.visitor(chat)
            let theirs = try await Self.ask("¿y el horario?", in: first.sessionID, chat, token: other)
            #expect(theirs.municipio == nil && theirs.sessionID != first.sessionID)
            let clearing = try ChatFixture.json(["session_id": first.sessionID])
            #expect(try await chat.daemon.post("/clear", json: clearing, token: token).status == 200)
            let after = try await Self.ask("¿y el horario?", in: first.sessionID, chat, token: token)
            #expect(after.municipio == nil)
        }
    }

    @Test func whatIsAmbiguousIsChosenAndWhatIsUnknownIsKept() async throws {
        try await Self.run { chat, municipio in
            let token = try await Self.visitor(chat)
            let choice = try await Self.ask("san justo", chat, token: token)
            #expect(choice.municipio == nil && choice.candidates.map(\.code) == ["06427", "06756"])
            let unknown = try await Self.ask("qué beneficios tiene mi bicicleta", chat, token: token)
            #expect(unknown.intent == "benefits" && unknown.unanswered)
            #expect(await municipio.unanswered.count == 1)
            #expect(try await Self.ask("hola", chat, token: token).intent == "greeting")
            #expect(await municipio.unanswered.count == 1)
        }
    }

    @Test func badQuestionsAreClearRefusals() async throws {
        try await Self.run { chat, _ in
            let token = try await Self.visitor(chat)
            for (prompt, status) in [("", 400), ("   ", 400), ("🙂", 400), (String(repeating: "a", count: 10_000), 413)]
            {
                let json = try ChatFixture.json(["prompt": prompt])
                #expect(try await chat.daemon.post("/generate", json: json, token: token).status == status)
            }
            #expect(try await chat.status("POST", "/generate", token, body: "{}") == 400)
            #expect(try await chat.daemon.post("/generate", json: #"{"prompt":"azul"}"#).status == 401)
        }
    }

    @Test func aMunicipioThatIsAwayIsSaidInASentence() async throws {
        try await ChatFixture.run(router: nil, settings: ["MUNICIPIO_URL": "http://127.0.0.1:9"]) { chat in
            let token = try await Self.visitor(chat)
            let answer = try await Self.ask("azul", chat, token: token)
            #expect(answer.municipio == nil && answer.response.contains("Ahora no podemos"))
            let ticket = try await chat.daemon.post("/api/help-desk/tickets", json: #"{"message":"x"}"#, token: token)
            #expect(ticket.status == 503)
        }
    }

    @Test func theCardStreamsBeforeTheWords() async throws {
        try await Self.run { chat, _ in
            let response = try await chat.daemon.send(
                "POST",
                "/generate",
                token: try await Self.visitor(chat),
                headers: ["accept": "text/event-stream"],
                body: #"{"prompt":"azul"}"#
            )
            let events = response.body.split(separator: "\n").filter { $0.hasPrefix("event: ") }
            #expect(events == ["event: card", "event: delta", "event: done"])
        }
    }

    @Test func aTicketTakesTheConversationAlongOnlyWithConsent() async throws {
        try await Self.run { chat, municipio in
            let token = try await Self.visitor(chat)
            let session = try await Self.ask("azul", chat, token: token).sessionID
            for share in [false, true] {
                let json = try ChatFixture.json([
                    "message": "Quiero hablar", "session_id": session, "share_conversation": share,
                ])
                let answer = try await chat.daemon.post("/api/help-desk/tickets", json: json, token: token)
                #expect(answer.status == 201 && answer.body.contains("2026-000001"))
            }
            let tickets = await municipio.tickets
            #expect(tickets.map { $0.contains("conversation") } == [false, true])
            #expect(tickets.allSatisfy { $0.contains("06049") })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func instructionsHaveVersionsOverTheFile(engine: TestDatabase) async throws {
        try await Self.run(on: engine) { chat, _ in
            let token = try await chat.identity.token(roles: [.admin])
            let shipped: Instructions = try await chat.daemon.get("/get_prompt", token: token)
                .decode(by: WireJSON.decoder())
            #expect(shipped.source == "file" && shipped.version == 0 && shipped.prompt.contains("mesa de ayuda"))
            let changes = [
                (#"{"prompt":"Primera"}"#, "Primera", "database"), (#"{"prompt":"Segunda"}"#, "Segunda", "database"),
                (#"{"restore":1}"#, "Primera", "database"), (#"{"restore":0}"#, shipped.prompt, "file"),
            ]
            for (number, (json, prompt, source)) in changes.enumerated() {
                let saved: Instructions = try await chat.daemon.post("/save_prompt", json: json, token: token)
                    .decode(by: WireJSON.decoder())
                #expect(saved.prompt == prompt && saved.source == source && saved.version == number + 1)
            }
            #expect(try await chat.status("POST", "/save_prompt", token, body: #"{"restore":9}"#) == 404)
            #expect(try await chat.status("POST", "/save_prompt", token, body: #"{"prompt":" "}"#) == 400)
            let clerk = try await chat.identity.token(roles: [.clerk])
            #expect(try await chat.status("GET", "/get_prompt", clerk) == 403)
        }
    }
}
