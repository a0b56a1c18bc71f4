import DaemonTesting
import Documents
import SuiteProtocol
import Testing

@Suite struct PresetTests {
    private struct Listed: Decodable {
        struct Item: Decodable {
            struct Blank: Decodable {
                let key: String
                let label: String
                let kind: String
            }

            let id: String
            let title: String
            let blanks: [Blank]
            let isMine: Bool
            let text: String?
        }

        let items: [Item]
    }

    private static let own = """
        {"title":"Carta","description":"","text":"Escribe sobre [[tema]] para [[curso_y_grado]].",
        "blanks":[{"key":"tema","label":"Tema","hint":"la feria"}]}
        """

    private func list(_ school: AskFixture, _ token: String? = nil) async throws -> Listed {
        try await school.documents.daemon.get("/api/presets", token: token ?? school.token)
            .decode(by: WireJSON.decoder())
    }

    @Test(arguments: TestDatabase.engines) func oneKeepsFormsOfOnesOwn(_ engine: TestDatabase) async throws {
        try await AskFixture.run(on: engine) { school in
            let daemon = school.documents.daemon
            let builtIn = try await list(school).items
            #expect(builtIn.count >= 5 && builtIn.allSatisfy { !$0.isMine && $0.text == nil && !$0.blanks.isEmpty })
            let made = try await daemon.post("/api/presets", json: Self.own, token: school.token)
            #expect(made.status == 201)
            let item = try made.decode(Listed.Item.self, by: WireJSON.decoder())
            #expect(item.blanks.map(\.label) == ["Tema", "Curso y grado"])
            #expect(try await list(school).items.last?.text?.contains("[[tema]]") == true)

            let stranger = try await school.documents.identity.token(roles: [.teacher])
            #expect(try await list(school, stranger).items.count == builtIn.count)
            for (method, body) in [("PUT", Self.own as String?), ("DELETE", nil)] {
                let path = "/api/presets/\(item.id)"
                #expect(try await daemon.send(method, path, token: stranger, body: body).status == 404)
            }
            let changed = Self.own.replacing("Carta", with: "Nota")
            #expect(
                try await daemon.send("PUT", "/api/presets/\(item.id)", token: school.token, body: changed).status
                    == 200
            )
            #expect(try await list(school).items.last?.title == "Nota")
            #expect(
                try await daemon.send("DELETE", "/api/presets/\(item.id)", token: school.token, body: nil).status == 204
            )
            #expect(try await list(school).items.count == builtIn.count)
        }
    }

    @Test func studentsReadFormsAndKeepNone() async throws {
        try await AskFixture.run { school in
            let student = try await school.documents.identity.token(roles: [.student])
            #expect(try await list(school, student).items.isEmpty == false)
            let made = try await school.documents.daemon.post("/api/presets", json: Self.own, token: student)
            #expect(made.status == 403)
        }
    }

    @Test func refusesFormsThatCannotBeFilledIn() async throws {
        try await AskFixture.run { school in
            for body in [
                #"{"title":"","text":"Hola"}"#, #"{"title":"Hola","text":" "}"#, #"{"title":"Hola"}"#,
                #"{"title":"Hola","text":"Sin espacios","blanks":[{"key":"tema","label":"Tema"}]}"#,
                #"{"title":"Hola","text":"[[a]]","blanks":[{"key":"a","label":"A","kind":"choice","choices":[]}]}"#,
            ] {
                let made = try await school.documents.daemon.post("/api/presets", json: body, token: school.token)
                #expect(made.status == 400)
            }
        }
    }

    @Test func aFilledFormIsAQuestion() async throws {
        try await AskFixture.run { school in
            let collection = try await school.collection([AskFixture.minutes, AskFixture.rules])
            let answer = try await school.ask([
                "collections": [collection], "preset": "resumen-familias", "mode": "search",
                "blanks": ["tema": "los libros y diccionarios", "largo": "4"],
            ])
            #expect(answer.sources?.items.first?.title == "Reglamento")
            let wrong = try await school.documents.daemon.post(
                "/api/ask",
                json: AskFixture.json([
                    "collections": [collection], "preset": "resumen-familias",
                    "blanks": ["tema": "la obra", "largo": "muchas"],
                ]),
                token: school.token
            )
            #expect(wrong.status == 400 && wrong.body.contains("bad_choice"))
        }
    }
}
