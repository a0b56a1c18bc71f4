import Daemon
import DaemonTesting
import Foundation
import Logging
import Messaging
import SuiteProtocol
import Testing

/// What citizens ask a person of the help desk, and how clerks handle it.
@Suite struct TicketTests {
    @Test(arguments: TestDatabase.engines)
    func aCitizensTicketReachesTheInboxAndNobodyElse(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (citizen, other) = (try await Citizen(municipio), try await Citizen(municipio))
            let json = """
                {"message": " Necesito escriturar.\\nSoy jubilada. ", "contact": "221 555-0134", "municipality": "06049",
                 "conversation": [{"role": "user", "text": "hola", "at": "2026-11-21T10:00:00.000Z"},
                                  {"role": "assistant", "text": "¿De dónde sos?"}]}
                """
            let answer = try await citizen.post("tickets", json)
            let receipt: SeenReceipt = try answer.decode(by: WireJSON.decoder())
            #expect(answer.status == 201 && receipt.state == "open")
            #expect(receipt.number.wholeMatch(of: /20\d\d-000001/) != nil)
            #expect(try await citizen.numbers() == [receipt.number])
            #expect(try await other.numbers().isEmpty)

            let clerk = try await Clerk(municipio)
            let inbox = try await clerk.inbox()
            #expect(inbox.items.map(\.message) == ["Necesito escriturar. Soy jubilada."])
            #expect(inbox.counts == ["open": 1, "in_progress": 0, "closed": 0] && inbox.next == nil)
            let id = try #require(inbox.items.first?.id)
            let ticket: SeenTicket = try await clerk.get("tickets/\(id)")
            #expect(ticket.message == "Necesito escriturar.\nSoy jubilada." && ticket.contact == "221 555-0134")
            #expect(ticket.municipality?.name == "Azul" && ticket.handledBy == nil && ticket.notes.isEmpty)
            #expect(
                ticket.conversation == [
                    SeenTicket.Turn(role: "user", text: "hola"),
                    SeenTicket.Turn(role: "assistant", text: "¿De dónde sos?"),
                ]
            )
            let entries = try await municipio.auditEntries()
            #expect(entries.map(\.action) == ["ticket.created", "ticket.viewed"])
            #expect(entries.map(\.actor) == [citizen.id, clerk.id] && entries.allSatisfy { $0.subject == citizen.id })
        }
    }

    @Test(arguments: TestDatabase.engines)
    func ofTwoClerksAtOnceOneTakesIt(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (first, second) = (try await Clerk(municipio), try await Clerk(municipio))
            _ = try await Citizen(municipio).leave("Quiero hablar con alguien")
            let id = try #require(try await first.inbox().items.first?.id)
            let path = "tickets/\(id)"
            async let one = first.send("PATCH", path, json: #"{"take": true}"#)
            async let other = second.send("PATCH", path, json: #"{"take": true}"#)
            let answers = try await [one, other]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let winner = try #require(answers.first { $0.status == 200 })
            let taken: SeenTicket = try winner.decode(by: WireJSON.decoder())
            let (has, wants) = taken.handledBy?.id == first.id ? (first, second) : (second, first)
            #expect(taken.state == "in_progress" && taken.handledBy?.id == has.id)

            #expect(try await wants.send("PATCH", path, json: #"{"take": false}"#).body.contains("ticket_taken"))
            let over: SeenTicket = try await wants.send("PATCH", path, json: #"{"take": true, "from": "\#(has.id)"}"#)
                .decode(by: WireJSON.decoder())
            #expect(over.handledBy?.id == wants.id)
            let back: SeenTicket = try await wants.send("PATCH", path, json: #"{"take": false}"#)
                .decode(by: WireJSON.decoder())
            #expect(back.state == "open" && back.handledBy == nil)
        }
    }

    @Test func clerksNoteCloseAndReopen() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let citizen = try await Citizen(municipio)
            _ = try await citizen.leave("Quiero hablar con alguien")
            let id = try #require(try await clerk.inbox().items.first?.id)
            let path = "tickets/\(id)"
            let noted: SeenTicket = try await clerk.send(
                "PATCH",
                path,
                ["note": "Llamé y\nno atiende", "state": "in_progress"]
            )
            .decode(by: WireJSON.decoder())
            #expect(noted.notes.map(\.text) == ["Llamé y\nno atiende"] && noted.notes.first?.by?.id == clerk.id)
            #expect(noted.state == "in_progress" && noted.handledBy?.id == clerk.id)
            let closed: SeenTicket = try await clerk.send("PATCH", path, ["state": "closed"])
                .decode(by: WireJSON.decoder())
            #expect(closed.state == "closed" && closed.handledBy?.id == clerk.id && closed.notes.count == 1)
            let receipts: SeenReceipts = try await municipio.daemon.get("/internal/tickets", token: citizen.token)
                .decode(by: WireJSON.decoder())
            #expect(receipts.items.map(\.state) == ["closed"])
            let open: SeenTicket = try await clerk.send("PATCH", path, ["state": "open"]).decode(by: WireJSON.decoder())
            #expect(open.state == "open" && open.handledBy == nil)
            for (json, code) in [
                "{}": "nothing_to_change", #"{"note": " "}"#: "note_missing", #"{"state": "lost"}"#: "invalid_body",
                #"{"note": "\#(String(repeating: "n", count: 2_001))"}"#: "note_too_long",
            ] {
                let answer = try await clerk.send("PATCH", path, json: json)
                #expect(answer.body.contains("\"code\":\"\(code)\"") && answer.status < 500, "\(answer.body)")
            }
            #expect(try await clerk.send("PATCH", "tickets/\(newID())", ["state": "closed"]).status == 404)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyTicketHasANumberOfItsOwn(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            try await municipio.withReplica { replica in
                let numbers: [String] = try await withThrowingTaskGroup(of: String.self) { group in
                    for number in 0..<24 {
                        group.addTask {
                            try await Citizen(number.isMultiple(of: 2) ? municipio : replica).leave(
                                "Consulta \(number)"
                            )
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let last = numbers.sorted().compactMap { Int($0.suffix(6)) }
                #expect(last == Array(1...24))
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func isFoundByNumberWordsAndContact(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (clerk, citizen) = (try await Clerk(municipio), try await Citizen(municipio))
            let poda = try await citizen.leave("Pido la poda de los árboles", contact: "ana@correo.example")
            let luz = try await citizen.leave("No hay luz en la calle", contact: "221 555-0134")
            func found(_ query: String) async throws -> [String] {
                try await clerk.inbox("?q=\(MunicipioFixture.encoded(query))").items.map(\.number)
            }
            #expect(try await found("arbol") == [poda])
            #expect(try await found("ÁRBOLES poda") == [poda])
            #expect(try await found("poda luz").isEmpty)
            #expect(try await found("correo") == [poda])
            #expect(try await found("0134") == [luz])
            #expect(try await found("5550134") == [luz])
            #expect(try await found("2215550134") == [luz])
            #expect(try await found("2") == [luz])
            #expect(try await found(poda) == [poda])
            #expect(try await found("") == [luz, poda])
            for odd in ["%", "_", "' OR 1=1 --", "\u{0}", "🙂", "-", String(repeating: "a", count: 5_000)] {
                #expect(try await found(odd) == (odd == "\u{0}" ? [luz, poda] : []), "\(odd.prefix(12))")
            }
            for query in ["?state=lost", "?limit=0", "?limit=101", "?limit=x", "?cursor=x"] {
                #expect(try await clerk.send("GET", "tickets\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func pagesThroughTheInboxOnce(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            var left: [String] = []
            for number in 0..<7 { left.append(try await Citizen(municipio).leave("Consulta \(number)")) }
            let closing = try #require(try await clerk.inbox().items.first?.id)
            _ = try await clerk.send("PATCH", "tickets/\(closing)", ["state": "closed"])
            var seen: [String] = []
            var cursor: String?
            repeat {
                let page = try await clerk.inbox("?state=open&limit=2" + (cursor.map { "&cursor=\($0)" } ?? ""))
                #expect(page.items.count <= 2 && page.counts["open"] == 6)
                seen += page.items.map(\.number)
                cursor = page.next
            } while cursor != nil
            #expect(seen == left.dropLast().reversed())
        }
    }

    @Test func textsAndContactsRestSealed() async throws {
        try await MunicipioFixture.run { municipio in
            let (clerk, citizen) = (try await Clerk(municipio), try await Citizen(municipio))
            _ = try await citizen.leave("Mi marido Ezequiel falleció", contact: "ezequielina@correo.example")
            _ = try await citizen.wonder("¿Dónde anoto una defunción ezequielense?")
            let id = try #require(try await clerk.inbox().items.first?.id)
            _ = try await clerk.send("PATCH", "tickets/\(id)", ["note": "Avisar a Ezequielito"])
            let folder = municipio.daemon.home + "/data"
            #expect(Disk.holds(id, below: folder))
            for text in ["Ezequiel", "ezequiel", "Persona de ejemplo"] {
                #expect(!Disk.holds(text, below: folder), "\(text)")
            }
        }
    }

    @Test func aTicketIsLeftWhileRedisIsAway() async throws {
        try await MunicipioFixture.run(["REDIS_URL": "unix:///nowhere/redis.sock"]) { municipio in
            let citizen = try await Citizen(municipio)
            let number = try await citizen.leave("Quiero hablar con alguien")
            #expect(try await citizen.numbers() == [number])
            try await MunicipioFixture.eventually {
                let health = try await municipio.get("/health")
                return health.status == 200 && health.body.contains(#""status":"degraded""#)
            }
        }
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func openPagesAreToldWithoutAnyText() async throws {
        let server = try TestRedis()
        let redis = try Redis(
            url: server.url,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            metrics: PrometheusMetrics()
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await redis.run() }
            defer { group.cancelAll() }
            try await redis.untilConnected()
            var messages = redis.subscribe([EventType.ticketCreated.channel]).makeAsyncIterator()
            let first = await messages.next()
            #expect(first == .connected)
            let number = try await MunicipioFixture.run(["REDIS_URL": server.url]) { municipio in
                try await MunicipioFixture.eventually {
                    let health = try await municipio.get("/health").body
                    return !health.contains("degraded") && !health.contains("down")
                }
                return try await Citizen(municipio).leave("Quiero hablar con alguien")
            }
            guard case .published(_, let payload) = await messages.next() else {
                Issue.record("nothing was published")
                return
            }
            let event = try WireJSON.decoder().decode(Event<TicketCreated>.self, from: Data(payload.utf8))
            #expect(event.type == "ticket.created" && event.data.number == number && isID(event.data.ticketID))
            #expect(!payload.contains("hablar") && !payload.contains("visitor"))
        }
    }

    @Test(arguments: TestDatabase.engines) func whatCantBeKeptIsRefusedClearly(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let citizen = try await Citizen(municipio)
            let long = String(repeating: "m", count: 10_000)
            let refused: [String: (Int, String)] = [
                "{}": (400, "invalid_body"), #"{"message": " \u202e"}"#: (422, "message_missing"),
                #"{"message": "\#(long)"}"#: (413, "message_too_long"),
                #"{"message": "a", "contact": "\#(long)"}"#: (413, "contact_too_long"),
                #"{"message": "a", "municipality": "99999"}"#: (404, "place_not_found"),
                #"{"message": "a", "conversation": [{"role": "system", "text": "b"}]}"#: (400, "invalid_body"),
            ]
            for (json, (status, code)) in refused {
                let answer = try await citizen.post("tickets", json)
                #expect(answer.status == status && answer.body.contains("\"code\":\"\(code)\""), "\(answer.body)")
            }
            let odd = "'; DROP TABLE tickets; -- <b>\u{202E}🙂\u{0}</b>"
            for _ in 0..<10 { _ = try await citizen.leave(odd, contact: " ") }
            let eleventh = try await citizen.post("tickets", #"{"message": "otra"}"#)
            #expect(eleventh.status == 429 && eleventh.body.contains("too_many_tickets"))
            let inbox = try await Clerk(municipio).inbox()
            #expect(inbox.items.map(\.message) == Array(repeating: "'; DROP TABLE tickets; -- <b>🙂</b>", count: 10))
            _ = try await Citizen(municipio).leave("Otra persona sí puede")
        }
    }

    @Test func onlyChatLeavesTicketsAndOnlyClerksReadThem() async throws {
        try await MunicipioFixture.run { municipio in
            let citizen = try await Citizen(municipio)
            _ = try await citizen.leave("Privado")
            for role in Role.allCases where ![.clerk, .admin].contains(role) {
                #expect(try await Clerk(municipio, role: role).send("GET", "tickets").status == 403)
            }
            let id = try #require(try await Clerk(municipio).inbox().items.first?.id)
            let path = "/api/municipios/tickets/\(id)"
            #expect(try await municipio.get(path).status == 401)
            #expect(try await municipio.daemon.get(path, token: citizen.token).status == 403)
            let clerk = try await Clerk(municipio, role: .admin)
            for inside in ["tickets", "unanswered", "consultations"] {
                let answer = try await municipio.daemon.post("/internal/\(inside)", json: "{}", token: clerk.token)
                #expect(answer.status == 403, "\(inside)")
                #expect(try await municipio.daemon.post("/internal/\(inside)", json: "{}").status == 401)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func whatNobodyTouchesForAYearGoes(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let citizen = try await Citizen(municipio)
            _ = try await citizen.leave("Hace mucho")
            #expect(try await citizen.wonder("¿Quién poda los árboles?") == 204)
            try await municipio.withReplica(now: { Date().addingTimeInterval(200 * 86_400) }) { _ in
                let clerk = try await Clerk(municipio)
                try await MunicipioFixture.eventually { try await clerk.unanswered().items.isEmpty }
                #expect(try await citizen.numbers().count == 1)
            }
            try await municipio.withReplica(now: { Date().addingTimeInterval(366 * 86_400) }) { _ in
                try await MunicipioFixture.eventually { try await citizen.numbers().isEmpty }
            }
        }
    }
}
