import DaemonTesting
import Foundation
import SuiteProtocol
import Synchronization
import Testing

/// Offices as clerks keep them and citizens see them.
@Suite struct OfficeTests {
    @Test func whatComesWithTheProgramSaysThatItIsAnExample() async throws {
        try await MunicipioFixture.run { municipio in
            let offices = try await shown("06049", municipio)
            #expect(offices.count == 2 && offices.allSatisfy(\.example))
            for office in offices {
                #expect(office.dependencia.hasPrefix("Ejemplo: ") && office.direccion?.contains("ejemplo") == true)
                #expect(office.telefono?.hasPrefix("+1 202 555 01") == true)
                #expect(office.whatsapp?.hasPrefix("+1 202 555 01") == true)
                #expect(office.email?.hasSuffix(".example") == true && office.updatedBy == nil)
            }
            #expect(try await Clerk(municipio).list().total == 9)
        }
    }

    @Test(arguments: TestDatabase.engines) func aClerkKeepsAnOfficeAndItsHistoryIsTold(engine: TestDatabase)
        async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let office = try await clerk.create("06049", "Obras Particulares", ["telefono": "(02281) 43-1234 int. 5"])
            #expect(office.municipality.name == "Azul" && !office.example && office.confirmedAt == nil)
            #expect(office.updatedBy == SeenOffice.Person(id: clerk.id, name: "Persona de ejemplo"))
            let shownOffices = try await shown("06049", municipio)
            #expect(shownOffices.map(\.id) == [office.id], "examples step aside")
            #expect(shownOffices.first?.updatedBy == nil, "citizens aren't told who keeps it")

            let fields = ["updated_at": office.updatedAt, "horario": " 8  a 14 ", "telefono": nil]
            let changed: SeenOffice = try await clerk.send("PATCH", "offices/\(office.id)", fields)
                .decode(by: WireJSON.decoder())
            #expect(changed.horario == "8 a 14" && changed.telefono == nil && changed.dependencia == office.dependencia)
            let late = try await clerk.send("PATCH", "offices/\(office.id)", fields)
            #expect(late.status == 409 && late.body.contains("changed_meanwhile"))

            let same: SeenOffice = try await clerk.send(
                "PATCH",
                "offices/\(office.id)",
                ["updated_at": changed.updatedAt, "horario": "8 a 14"]
            ).decode(by: WireJSON.decoder())
            #expect(same == changed, "what says nothing new is no change")
            let confirmed: SeenOffice = try await clerk.send("POST", "offices/\(office.id)/confirm")
                .decode(by: WireJSON.decoder())
            #expect(confirmed.confirmedAt == confirmed.updatedAt)
            #expect(try await clerk.send("DELETE", "offices/\(office.id)").status == 204)
            #expect(try await clerk.offices().isEmpty)
            #expect(try await clerk.send("DELETE", "offices/\(office.id)").status == 404)
            #expect(try await clerk.send("POST", "offices/\(office.id)/restore").status == 200)
            #expect(try await clerk.offices().map(\.id) == [office.id])

            let history = try await clerk.history(office)
            #expect(history.map(\.kind) == ["undone", "removed", "confirmed", "changed", "created"])
            #expect(history.allSatisfy { $0.by?.id == clerk.id && $0.importID == nil })
            #expect(
                history[3].changes == [
                    SeenChange(field: "telefono", from: "(02281) 43-1234 int. 5", to: nil),
                    SeenChange(field: "horario", from: nil, to: "8 a 14"),
                ]
            )
            #expect(history[4].changes.map(\.field) == ["municipality", "dependencia", "telefono"])
            let actions = try await municipio.auditEntries().map(\.action)
            #expect(
                actions == [
                    "office.created", "office.changed", "office.confirmed", "office.removed", "office.restored",
                ]
            )
        }
    }

    @Test(arguments: TestDatabase.engines) func ofTwoClerksAtOnceOneIsToldThatTheOfficeChanged(engine: TestDatabase)
        async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (one, other) = (try await Clerk(municipio), try await Clerk(municipio))
            let office = try await one.create("06049", "Mesa de Entradas")
            async let first = one.send(
                "PATCH",
                "offices/\(office.id)",
                [
                    "updated_at": office.updatedAt, "telefono": "111 1111",
                ]
            )
            async let second = other.send(
                "PATCH",
                "offices/\(office.id)",
                [
                    "updated_at": office.updatedAt, "telefono": "222 2222",
                ]
            )
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [200, 409])
            let kept = try await one.offices().first?.telefono
            let said = answers.first { $0.status == 200 }?.body
            #expect(try said?.contains(#require(kept)) == true)
            async let third = one.send("POST", "offices", ["municipality": "06049", "dependencia": "Catastro"])
            async let fourth = other.send("POST", "offices", ["municipality": "06049", "dependencia": "CATASTRO"])
            #expect(try await [third, fourth].map(\.status).sorted() == [201, 409])
        }
    }

    @Test(arguments: [
        ("telefono", "no sé", "bad_telephone"), ("telefono", "12", "bad_telephone"),
        ("whatsapp", "+54 9", "bad_telephone"), ("telefono", "=1+1+11", "formula"), ("email", "azul@", "bad_email"),
        ("email", "@SUM(A1)", "formula"), ("direccion", "=HYPERLINK(1)", "formula"), ("horario", "-2+3", "formula"),
        ("dependencia", " ", "missing_dependencia"), ("dependencia", "+oficina", "formula"),
        ("horario", "8\u{7}14", "not_text"), ("direccion", "\u{200B}=1+1", "formula"),
        ("localidades", "Azul \u{FFFD}", "not_text"), ("direccion", String(repeating: "x", count: 301), "too_long"),
        ("municipality", "99999", "unknown_municipality"),
    ]) func whatCannotBeKeptIsNamed(field: String, text: String, code: String) async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let fields = ["municipality": "06049", "dependencia": "Mesa"].merging([field: text]) { $1 }
            let refusal = try await clerk.send("POST", "offices", fields)
            #expect(refusal.status == 422 && refusal.body.contains("\"\(code)\""), "\(refusal.body)")
            #expect(try await clerk.offices().isEmpty)
        }
    }

    @Test func marksThatNobodySeesAreLeftOut() async throws {
        try await MunicipioFixture.run { municipio in
            let office = try await Clerk(municipio).create(
                "06049",
                "Me\u{200B}sa",
                ["whatsapp": "\u{202A}+54 9 2281 55-1234\u{202C}", "direccion": "\u{FEFF}Calle \u{202E}31"]
            )
            #expect(office.dependencia == "Mesa" && office.direccion == "Calle 31")
            #expect(office.whatsapp == "+54 9 2281 55-1234")
        }
    }

    @Test(arguments: [
        ("telefono", "0800-222-1234 / 1235"), ("telefono", "+54 (2281) 43-1234 y 43-1235"), ("telefono", "147"),
        ("telefono", "4123-4567/8 int. 12, fax 9"), ("whatsapp", "+54 9 2281 55-1234"),
        ("email", "mesa@azul.example / obras@azul.example"), ("direccion", "Av. 25 de Mayo 1.050 (1.º piso) - Of. 3"),
        ("horario", "7:30 a 13:30 – lunes"),
    ]) func whatOfficesWriteIsKept(field: String, text: String) async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            let answer = try await clerk.send(
                "POST",
                "offices",
                ["municipality": "06049", "dependencia": "Mesa", field: text]
            )
            let kept = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
            #expect(answer.status == 201 && kept?[field] as? String == text, "\(answer.body)")
        }
    }

    @Test func whatNobodyConfirmsGrowsOld() async throws {
        let clock = TestTime(Date())
        try await MunicipioFixture.run(now: { clock.now }) { municipio in
            let clerk = try await Clerk(municipio)
            let office = try await clerk.create("06791", "Mesa de Entradas")
            let other = try await clerk.create("06791", "Tierras")
            clock.advance(days: 179)
            #expect(try await clerk.offices().allSatisfy { !$0.stale })
            #expect(try await clerk.send("POST", "offices/\(office.id)/confirm").status == 200)
            clock.advance(days: 2)
            #expect(try await clerk.offices().filter(\.stale).map(\.id) == [other.id])
            #expect(try await clerk.list("&stale=true").items.filter { !$0.example }.map(\.id) == [other.id])
            #expect(try await shown("06791", municipio).filter(\.stale).map(\.id) == [other.id])
            clock.advance(days: 179)
            #expect(try await clerk.offices().allSatisfy(\.stale))
        }
    }

    @Test(arguments: TestDatabase.engines) func theListIsFoundInAndTurnsPages(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            for number in 0..<7 { _ = try await clerk.create("06056", "Delegación \(number)") }
            let one = try await clerk.create("06049", "Catastro", ["localidades": "Chillar", "email": "a@b.example"])
            #expect(try await clerk.list("&q=bah%C3%ADa%20deleg").total == 7)
            #expect(try await clerk.list("&q=chill%C3%A1r%20catas").items.map(\.id).contains(one.id))
            #expect(try await clerk.list("&q=%25").total == (try await clerk.list().total))
            #expect(try await clerk.list("&municipality=06056").total == 7)
            var (seen, cursor): ([String], String?) = ([], nil)
            repeat {
                let path = "offices?municipality=06056&limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page: SeenOffices = try await clerk.get(path)
                #expect(page.total == 7 && page.items.count <= 3)
                seen += page.items.map(\.dependencia)
                cursor = page.next
            } while cursor != nil
            #expect(seen == (0..<7).map { "Delegación \($0)" })
            #expect(try await clerk.send("GET", "offices?cursor=1").status == 400)
            #expect(try await clerk.send("GET", "offices?limit=0").status == 400)
            #expect(try await clerk.send("GET", "offices?municipality=99999").status == 422)
        }
    }

    @Test func onlyThoseWhoKeepOfficesAreLetIn() async throws {
        try await MunicipioFixture.run { municipio in
            for role in Role.allCases {
                let person = try await Clerk(municipio, role: role)
                let isKeeper = role == .clerk || role == .admin
                #expect(try await person.send("GET", "offices").status == (isKeeper ? 200 : 403), "\(role)")
                #expect(try await person.upload("x").status == (isKeeper ? 422 : 403), "\(role)")
            }
            for path in ["offices", "imports", "offices/export"] {
                #expect(try await municipio.get("/api/municipios/\(path)").status == 401)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func whoeverGoesIsForgottenAndTheirOfficesStay(engine: TestDatabase)
        async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (clerk, other) = (try await Clerk(municipio), try await Clerk(municipio))
            let office = try await clerk.create("06049", "Catastro")
            _ = try await other.create("06049", "Tierras")
            let report = try await municipio.subject(clerk.id, "GET", "?data=true")
            #expect(report.body.contains(#""count":1"#) && report.body.contains("Catastro"))
            let erasure = try await municipio.subject(clerk.id, "DELETE")
            #expect(erasure.status == 200 && erasure.body.contains("office_changes"))
            #expect(try await municipio.subject(clerk.id, "GET").body.contains(#""count":0"#))
            #expect(try await municipio.subject(other.id, "GET").body.contains(#""count":1"#))
            #expect(try await other.offices().first { $0.id == office.id }?.updatedBy == nil)
            #expect(try await other.history(office).map(\.kind) == ["created"])
            #expect(try await other.history(office).first?.by == nil)
            #expect(try await municipio.get("/internal/subjects/\(clerk.id)").status == 401)
            #expect(try await other.daemon.get("/internal/subjects/\(clerk.id)", token: other.token).status == 403)
        }
    }
}

/// Stands still until it is told to go on.
final class TestTime: Sendable {
    private let time: Mutex<Date>

    init(_ start: Date) { time = Mutex(start) }

    var now: Date { time.withLock { $0 } }
    func advance(days: Double) { time.withLock { $0 += days * 86_400 } }
}

func shown(_ code: String, _ municipio: MunicipioFixture) async throws -> [SeenOffice] {
    try await municipio.get("/api/municipios/\(code)").decode(SeenPlace.self, by: WireJSON.decoder()).offices
}
