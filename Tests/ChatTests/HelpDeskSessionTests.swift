import DaemonTesting
import Foundation
import Persistence
import Testing

/// Whose a conversation with the help desk is, what is shown of it again, and how long it stays.
@Suite struct HelpDeskSessionTests {
    @Test(arguments: TestDatabase.engines)
    func aPageThatKeepsTheNameItChoseGoesOn(engine: TestDatabase) async throws {
        try await HelpDeskFixture.run(on: engine) { desk in
            let token = try await desk.visitor()
            let first = try await desk.ask("azul", in: "abc", token: token)
            #expect(first.sessionID != "abc")
            let second = try await desk.ask("¿y el horario?", in: "abc", token: token)
            #expect(second.sessionID == first.sessionID && second.municipio?.code == "06049")
            #expect(try await desk.history("abc", token: token).turns.count == 4)
            #expect(
                try await desk.chat.daemon.post("/clear", json: #"{"session_id":"abc"}"#, token: token).status == 200
            )
            #expect(try await desk.ask("¿y el horario?", in: "abc", token: token).municipio == nil)
        }
    }

    @Test func whoeverHasAnAccountKeepsTheNameAndTheirConversation() async throws {
        try await HelpDeskFixture.run { desk in
            let (token, other) = (try await desk.chat.identity.token(), try await desk.chat.identity.token())
            #expect(try await desk.ask("azul", in: "abc", token: token).sessionID == "abc")
            #expect(try await desk.ask("¿y el horario?", in: "abc", token: token).municipio?.code == "06049")
            #expect(try await desk.ask("¿y el horario?", in: "abc", token: other).municipio == nil)
            let clearing = #"{"session_id":"abc"}"#
            #expect(try await desk.chat.daemon.post("/clear", json: clearing, token: other).status == 200)
            #expect(try await desk.history("abc", token: token).turns.count == 4)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aPageThatIsOpenedAgainShowsWhatWasSaid(engine: TestDatabase) async throws {
        try await HelpDeskFixture.run(on: engine) { desk in
            let token = try await desk.visitor()
            let session = try await desk.ask("azul", token: token).sessionID
            _ = try await desk.ask("qué beneficios tiene mi bicicleta", in: session, token: token)
            let seen = try await desk.history(session, token: token)
            #expect(seen.sessionID == session)
            #expect(seen.turns.map(\.role) == ["user", "assistant", "user", "assistant"])
            #expect(seen.turns.map(\.text).first == "azul" && seen.turns[1].text.contains("02281 555-0142"))
            #expect(seen.turns.map { $0.card?.intent } == [nil, "address", nil, "benefits"])
            #expect(seen.turns[1].card?.municipio?.offices.first?.telefono == "02281 555-0142")
            #expect(try await desk.history(session, token: try await desk.visitor()).turns.isEmpty)
            #expect(try await desk.chat.status("GET", "/api/help-desk/history", token) == 400)
            #expect(try await desk.chat.daemon.get("/api/help-desk/history?session_id=\(session)").status == 401)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anotherReplicaGoesOnWithIt(engine: TestDatabase) async throws {
        try await HelpDeskFixture.run(on: engine) { desk in
            let token = try await desk.visitor()
            let session = try await desk.ask("azul", token: token).sessionID
            try await desk.chat.withReplica(router: "http://127.0.0.1:9") { replica in
                let other = HelpDeskFixture(chat: replica, municipio: desk.municipio)
                let next = try await other.ask("¿y el horario?", in: session, token: token)
                #expect(next.sessionID == session && next.municipio?.code == "06049")
            }
            #expect(try await desk.history(session, token: token).turns.count == 4)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatNobodyGoesOnWithIsErased(engine: TestDatabase) async throws {
        try await HelpDeskFixture.run(on: engine, settings: ["HELP_DESK_RETENTION_DAYS": "7"]) { desk in
            let (old, new) = (try await desk.visitor(), try await desk.visitor())
            let (before, now) = (
                try await desk.ask("azul", token: old).sessionID, try await desk.ask("azul", token: new).sessionID
            )
            // As if the first had been gone on with 8 days ago, and the other 6.
            try await desk.chat.withDatabase { database in
                try await database.write { db in
                    for (label, days) in [(before, 8.0), (now, 6.0)] {
                        let date = Date(timeIntervalSinceNow: -days * 86_400)
                        try db.execute("UPDATE help_desk_sessions SET updated_at = \(date) WHERE label = \(label)")
                    }
                }
            }
            try await desk.chat.withReplica(router: "http://127.0.0.1:9") { _ in
                let end = ContinuousClock.now + .seconds(10)
                while try await desk.count("help_desk_sessions") > 1 {
                    try #require(ContinuousClock.now < end, "the old conversation stays")
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            #expect(try await desk.count("help_desk_turns") == 1)
            #expect(try await desk.history(before, token: old).turns.isEmpty)
            #expect(try await desk.history(now, token: new).turns.count == 2)
        }
    }

    @Test func theOldestConversationsOfOneVisitorMakeRoom() async throws {
        try await HelpDeskFixture.run { desk in
            let token = try await desk.visitor()
            for number in 0..<52 { _ = try await desk.ask("azul", in: "n\(number)", token: token) }
            #expect(try await desk.count("help_desk_sessions") == 50)
            #expect(try await desk.history("n0", token: token).turns.isEmpty)
            #expect(try await desk.history("n51", token: token).turns.count == 2)
        }
    }
}
