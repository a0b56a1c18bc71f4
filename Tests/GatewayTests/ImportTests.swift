import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// People from a spreadsheet, through the running gateway.
@Suite(.serialized) struct ImportTests {
    private struct Report: Decodable {
        struct Line: Decodable {
            struct Change: Decodable, Equatable {
                let field: String
                let from: String?
                let to: String?
            }

            struct Fault: Decodable {
                let code: String
                let detail: String
            }

            let line: Int
            let action: String
            let name: String
            let username: String
            let email: String?
            let roles: [String]
            let groups: [String]
            let changes: [Change]
            let error: Fault?
            let id: String?
            let link: String?
        }

        let separator: String
        let create: Int
        let update: Int
        let unchanged: Int
        let errors: Int
        let newGroups: [String]
        let lines: [Line]
        let linkExpiresAt: String?
    }

    private static func send(
        _ gateway: RunningGateway,
        _ session: Session,
        _ text: String,
        preview: Bool = false
    ) async throws -> Report {
        let answer = try await gateway.send(
            .POST,
            "/api/users/import" + (preview ? "?preview=true" : ""),
            csv: Data(text.utf8),
            token: session.accessToken,
            timeout: .seconds(60)
        )
        try #require(answer.status == 200, "\(answer.text)")
        return try answer.decoded()
    }

    private static func total(_ gateway: RunningGateway, _ session: Session) async throws -> Int? {
        try await gateway.send(.GET, "/api/users?limit=1", token: session.accessToken).json?["total"] as? Int
    }

    /// Thirty students and two tutors, as a school's spreadsheet has them.
    private static var school: String {
        let students = (1...30).map { "Alumno \($0) Gil Ríos;alumno\($0)@liceo.example;alumno;3.º B;sí" }
        let tutors = ["Tania Soto;tania@liceo.example;Tutora;3.º B;no", "Teo Vera;teo@liceo.example;tutor;3º B;"]
        return (["Nombre;Correo;Rol;Clase;Menor"] + tutors + students).joined(separator: "\r\n")
    }

    @Test func aSchoolIsSetUpFromOneFile() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let preview = try await Self.send(gateway, administrator, Self.school, preview: true)
            #expect(preview.create == 32 && preview.errors == 0 && preview.newGroups == ["3.º B"])
            #expect(preview.lines.allSatisfy { $0.link == nil } && preview.linkExpiresAt == nil)
            #expect(try await Self.total(gateway, administrator) == 1, "a preview does nothing")

            let done = try await Self.send(gateway, administrator, Self.school)
            #expect(done.create == 32 && done.separator == ";" && done.linkExpiresAt != nil)
            #expect(done.lines.map(\.username) == preview.lines.map(\.username))
            #expect(try await Self.total(gateway, administrator) == 33)
            let groups = try await gateway.send(.GET, "/api/groups", token: administrator.accessToken)
            let group = try #require((groups.json?["items"] as? [[String: Any]])?.first)
            #expect(
                group["members"] as? Int == 32 && group["tutors"] as? Int == 2 && group["kind"] as? String == "class"
            )

            let tutor = try #require(done.lines.first { $0.roles == ["tutor"] })
            #expect(tutor.username == "tania.soto")
            let token = try #require(tutor.link?.dropFirst("/welcome#".count))
            let set = try await gateway.send(
                .POST,
                "/auth/password",
                json: #"{"token":"\#(token)","password":"una frase de tania"}"#
            )
            let session: Session = try set.decoded()
            #expect(session.user.groups.map(\.name) == ["3.º B"] && session.user.roles == ["tutor"])

            let again = try await Self.send(gateway, administrator, Self.school)
            #expect(again.unchanged == 32 && again.create == 0 && again.update == 0)
            #expect(try await gateway.send(.GET, "/auth/me", token: session.accessToken).status == 200)
        }
    }

    @Test func aSecondFileSaysWhatItChanges() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            _ = try await Self.send(
                gateway,
                administrator,
                "name,email,role,group\nAna Ruiz,ana@liceo.example,student,3B\nEva Gil,,student,3B"
            )
            let text =
                "name,email,role,group,minor\nAna Ruiz Vega,ANA@liceo.example,tutor,4A,yes\nEva Gil,eva@liceo.example,,3B,"
            let preview = try await Self.send(gateway, administrator, text, preview: true)
            let done = try await Self.send(gateway, administrator, text)
            for report in [preview, done] {
                #expect(report.update == 2 && report.newGroups == ["4A"])
                #expect(
                    report.lines.first?.changes == [
                        .init(field: "name", from: "Ana Ruiz", to: "Ana Ruiz Vega"),
                        .init(field: "email", from: "ana@liceo.example", to: "ANA@liceo.example"),
                        .init(field: "roles", from: "student", to: "tutor"),
                        .init(field: "minor", from: "false", to: "true"),
                        .init(field: "groups", from: "3B", to: "3B, 4A"),
                    ]
                )
                #expect(report.lines.last?.changes == [.init(field: "email", from: nil, to: "eva@liceo.example")])
            }
            #expect(try await Self.total(gateway, administrator) == 3)
        }
    }

    @Test(arguments: [
        ("Ana Ruiz;ana@;alumna;A", "invalid_email"), (";ana@liceo.example;alumna;A", "name_missing"),
        ("Ana Ruiz;ana@liceo.example;;A", "roles_missing"), ("Ana Ruiz;ana@liceo.example;rey;A", "unknown_role"),
        ("=1+1;ana@liceo.example;alumna;A", "formula_cell"), ("Ana;ana@liceo.example;alumna;@A1", "formula_cell"),
        ("-2+3;ana@liceo.example;alumna;A", "formula_cell"), ("Eva Gil;eva@liceo.example;alumna;A", "repeated_line"),
        ("Otra Persona;EVA@liceo.example;alumna;A", "repeated_line"),
        ("Ana\u{7}Ruiz;ana@liceo.example;alumna;A", "invalid_name"),
        ("directora;;profesora;", "last_administrator"), ("Ana Ruiz;ana@liceo.example;alumna;¿?", "invalid_group_name"),
    ]) func anErroneousLineIsLeftOutAndExplained(line: String, code: String) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let text =
                "nombre;correo;rol;grupo\nEva Gil;eva@liceo.example;alumna;A\n\(line)\nTeo;teo@liceo.example;tutor;A"
            let report = try await Self.send(gateway, administrator, text)
            #expect(report.errors == 1 && report.create == 2)
            let fault = try #require(report.lines.first { $0.action == "error" })
            #expect(fault.line == 3 && fault.error?.code == code, "\(fault)")
            #expect(fault.error?.detail.hasSuffix(".") == true && fault.link == nil)
            #expect(try await Self.total(gateway, administrator) == 3)
        }
    }

    @Test(arguments: [
        ("Ana Ruiz;ana@liceo.example", "header_missing"), ("nombre;correo", "no_people"), ("", "header_missing"),
        ("nombre;name\na;b", "column_repeated"), ("nombre\n\"a", "unclosed_quote"), ("PK\u{3}", "not_a_table"),
    ]) func aFileThatIsNoneIsRefusedWhole(text: String, code: String) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let answer = try await gateway.send(
                .POST,
                "/api/users/import",
                csv: Data(text.utf8),
                token: administrator.accessToken
            )
            #expect(answer.status == 422 && answer.code == code, "\(answer.text)")
        }
    }

    @Test(arguments: ["es", "en"]) func theExampleCanBeImported(language: String) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let example = try await gateway.send(
                .GET,
                "/api/users/import/example?format=csv",
                headers: [("accept-language", language)],
                token: administrator.accessToken
            )
            #expect(example.headers.first(name: "content-type") == "text/csv; charset=utf-8")
            #expect(example.headers.first(name: "content-disposition")?.hasPrefix("attachment") == true)
            let preview = try await Self.send(gateway, administrator, example.text, preview: true)
            #expect(preview.create == 3 && preview.errors == 0 && preview.newGroups.count == 1)
        }
    }

    @Test func onlyAdministratorsImportAndNothingEndless() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let refused = try await gateway.send(
                .POST,
                "/api/users/import",
                csv: Data("nombre\nx".utf8),
                token: student.accessToken
            )
            #expect(refused.status == 403)
            let lines = "nombre\n" + String(repeating: "a\n", count: 5001)
            let many = try await gateway.send(
                .POST,
                "/api/users/import",
                csv: Data(lines.utf8),
                token: administrator.accessToken
            )
            #expect(many.status == 422 && many.code == "too_many_lines")
        }
    }

    /// The limits leave room for a busy machine.
    @Test(arguments: TestDatabase.engines) func fiveThousandPeopleAreImportedAndFound(engine: TestDatabase) async throws
    {
        try await engine.withDaemonDatabase { url in
            try await RunningGateway.run(url.map { ["GATEWAY_DATABASE_URL": $0] } ?? [:]) { gateway in
                let administrator = try await gateway.signIn()
                let given = ["Ana", "Bruno", "Carla", "Darío", "Elena", "Fabián", "Gloria", "Hugo", "Inés", "José"]
                let lines = (0..<5000).map { number in
                    "\(given[number % 10]) \(given[number / 10 % 10]) Núñez\(number) Peña;p\(number)@liceo.example;alumno;\(number % 150)"
                }
                let text = (["nombre;correo;rol;clase"] + lines).joined(separator: "\n")
                let clock = ContinuousClock()
                let start = clock.now
                let report = try await Self.send(gateway, administrator, text)
                let importTime = start.duration(to: clock.now)
                #expect(report.create == 5000 && report.newGroups.count == 150)
                #expect(importTime < .seconds(30), "\(importTime)")
                var slowest: Duration = .zero
                for search in ["ana", "nunez49", "peña", "p", "hugo nu", "elen", ""] {
                    let start = clock.now
                    let answer = try await gateway.send(
                        .GET,
                        "/api/users?q=\(search.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")",
                        token: administrator.accessToken
                    )
                    slowest = max(slowest, start.duration(to: clock.now))
                    #expect(answer.status == 200 && answer.json?["total"] as? Int ?? 0 > 0, "\(search)")
                }
                #expect(slowest < .seconds(10), "\(slowest)")
            }
        }
    }
}
