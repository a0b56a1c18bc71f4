import DaemonTesting
import Testing

/// The municipal help desk, without any model.
@Suite struct HelpDeskTests {
    @Test(arguments: TestDatabase.engines)
    func theCardIsThereWithoutAModelAndTheConversationGoesOn(engine: TestDatabase) async throws {
        try await HelpDeskFixture.run(on: engine) { desk in
            let token = try await desk.visitor()
            let first = try await desk.ask("azul", in: "mine", token: token)
            #expect(first.sessionID != "mine" && first.intent == "address" && !first.unanswered)
            #expect(first.municipio?.code == "06049" && first.municipio?.offices.first?.telefono == "02281 555-0142")
            #expect(first.response.contains("02281 555-0142") && first.response.contains("ejemplo"))
            let second = try await desk.ask("¿y el horario?", in: first.sessionID, token: token)
            #expect(second.sessionID == first.sessionID && second.municipio?.code == "06049")
            // Somebody else's conversation of the same name is another.
            let other = try await desk.visitor()
            let theirs = try await desk.ask("¿y el horario?", in: first.sessionID, token: other)
            #expect(theirs.municipio == nil && theirs.sessionID != first.sessionID)
            let clearing = try ChatFixture.json(["session_id": first.sessionID])
            #expect(try await desk.chat.daemon.post("/clear", json: clearing, token: token).status == 200)
            let after = try await desk.ask("¿y el horario?", in: first.sessionID, token: token)
            #expect(after.municipio == nil)
        }
    }

    @Test func whatIsAmbiguousIsChosenAndWhatIsUnknownIsKept() async throws {
        try await HelpDeskFixture.run { desk in
            let token = try await desk.visitor()
            let choice = try await desk.ask("san justo", token: token)
            #expect(choice.municipio == nil && choice.candidates.map(\.code) == ["06427", "06756"])
            #expect(choice.response.contains("- La Matanza, Buenos Aires (San Justo)\n- San Isidro, Buenos Aires"))
            let unknown = try await desk.ask("qué beneficios tiene mi bicicleta", token: token)
            #expect(unknown.intent == "benefits" && unknown.unanswered)
            #expect(await desk.municipio.unanswered.count == 1)
            #expect(try await desk.ask("hola", token: token).intent == "greeting")
            #expect(await desk.municipio.unanswered.count == 1)
        }
    }

    @Test(arguments: [
        ("qué requicitos piden en azul", "requirements"), ("que papeles llevo a azul", "requirements"),
        ("azul beneficos", "benefits"), ("cuánto cuesta en azul", "benefits"), ("vivo en la costa, azul", "address"),
        ("dirección", "address"), ("direcion", "address"), ("where is the office", "address"), ("¡Hola!", "greeting"),
        ("me gustan los perros", "other"),
    ]) func whatIsWantedIsToldByItsWords(prompt: String, intent: String) async throws {
        try await HelpDeskFixture.run { desk in
            let token = try await desk.visitor()
            #expect(try await desk.ask(prompt, token: token).intent == intent)
        }
    }

    @Test func badQuestionsAreClearRefusals() async throws {
        try await HelpDeskFixture.run { desk in
            let token = try await desk.visitor()
            for (prompt, status) in [("", 400), ("   ", 400), ("🙂", 400), (String(repeating: "a", count: 10_000), 413)]
            {
                let json = try ChatFixture.json(["prompt": prompt])
                #expect(try await desk.chat.daemon.post("/generate", json: json, token: token).status == status)
            }
            let strange = [
                "'; DROP TABLE offices; --", "<script>alert(1)</script>", "\u{202E}أين المكتب", "Où est le bureau ?",
                "\u{1B}[31m\u{1}hola", "1 OR 1=1", "Z̷̢͝a̶l̵g̷o̶",
            ]
            for prompt in strange {
                let answer = try await desk.ask(prompt, token: token)
                #expect(answer.municipio == nil && answer.response.hasSuffix("."), "\(answer.response)")
            }
            #expect(await desk.municipio.unanswered.allSatisfy { !$0.contains("u001B") && !$0.contains("\u{1B}") })
            #expect(try await desk.chat.status("POST", "/generate", token, body: "{}") == 400)
            #expect(try await desk.chat.daemon.post("/generate", json: #"{"prompt":"azul"}"#).status == 401)
        }
    }

    @Test func aMunicipioThatIsAwayIsSaidInASentence() async throws {
        try await ChatFixture.run(router: nil, settings: ["MUNICIPIO_URL": "http://127.0.0.1:9"]) { chat in
            let desk = HelpDeskFixture(chat: chat, municipio: FakeMunicipio())
            let token = try await desk.visitor()
            let answer = try await desk.ask("azul", token: token)
            #expect(answer.municipio == nil && answer.response.contains("Ahora no podemos"))
            #expect(try await desk.ask("hola", token: token).response.hasPrefix("Hola."))
            let ticket = try await desk.chat.daemon.post(
                "/api/help-desk/tickets",
                json: #"{"message":"x"}"#,
                token: token
            )
            #expect(ticket.status == 503)
        }
    }

    @Test func theCardStreamsBeforeTheWords() async throws {
        try await HelpDeskFixture.run { desk in
            let response = try await desk.chat.daemon.send(
                "POST",
                "/generate",
                token: try await desk.visitor(),
                headers: ["accept": "text/event-stream"],
                body: #"{"prompt":"azul"}"#
            )
            let events = response.body.split(separator: "\n").filter { $0.hasPrefix("event: ") }
            #expect(events == ["event: card", "event: delta", "event: done"])
        }
    }

    @Test func aTicketTakesTheConversationAlongOnlyWithConsent() async throws {
        try await HelpDeskFixture.run { desk in
            let token = try await desk.visitor()
            let session = try await desk.ask("azul", token: token).sessionID
            for share in [false, true] {
                let json = try ChatFixture.json([
                    "message": "Quiero hablar", "session_id": session, "share_conversation": share,
                ])
                let answer = try await desk.chat.daemon.post("/api/help-desk/tickets", json: json, token: token)
                #expect(answer.status == 201 && answer.body.contains("2026-000001"))
            }
            let tickets = await desk.municipio.tickets
            #expect(tickets.map { $0.contains("conversation") } == [false, true])
            #expect(tickets.allSatisfy { $0.contains("06049") })
        }
    }
}
