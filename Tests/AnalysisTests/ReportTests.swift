import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// Reports from the request to the signature.
@Suite struct ReportTests {
    @Test(arguments: TestDatabase.engines) func everySentenceLinksToTheMessagesThatItStandsOn(
        engine: TestDatabase
    ) async throws {
        try await ReportFixture.run(on: engine) { fixture in
            let (student, conversation) = (fixture.school.student, newID())
            var sad: [String] = []
            for day in 0..<8 {
                sad.append(try await fixture.analyse("sadness", of: student, day: day, conversation: conversation))
                try await fixture.analyse(day < 4 ? "joy" : "fear", of: student, day: day, conversation: conversation)
            }
            let grave = try await fixture.analyse(nil, of: student, conversation: conversation, tier: 3)
            try await fixture.analyse("anger", of: fixture.school.other, conversation: newID())

            let report = try await fixture.done(try await fixture.request("student", student))
            #expect(report.state == "done" && report.progress == 100 && report.figures?.messages == 17)
            #expect(report.name == "Ana <b>Ruiz</b>")
            #expect(report.sentences.allSatisfy { !$0.messageIDs.isEmpty })
            let sadness = try #require(report.sentences.first { $0.text.contains("tristeza") })
            #expect(Set(sadness.messageIDs) == Set(sad))
            #expect(sadness.text.contains("8 de 16") && sadness.text.contains("intervalo de 95\u{A0}%"))
            #expect(report.sentences.contains { $0.text.contains("por semana") })
            let risk = try #require(report.sentences.first { $0.text.contains("ideas de suicidio") })
            #expect(risk.messageIDs == [grave])
            #expect(!report.sentences.contains { $0.text.contains("enojo") || $0.text.contains("Alertas") })
        }
    }

    @Test func aGroupsReportCountsItsStudentsAndSpeaksTheAskersLanguage() async throws {
        try await ReportFixture.run { fixture in
            let school = fixture.school
            for student in [school.student, school.other, school.stranger] {
                for day in 0..<3 { try await fixture.analyse("anger", of: student, day: day, conversation: newID()) }
            }
            let id = try await fixture.request("group", school.group, language: "en")
            let report = try await fixture.done(id)
            #expect(report.figures?.students == 2 && report.figures?.messages == 6 && report.name == "2.º B")
            #expect(report.sentences.first?.text == "Messages analysed: 6. Students: 2. Conversations: 6.")
        }
    }

    @Test(arguments: TestDatabase.engines) func theStudentsOwnWordCountsInTheReadingsPlace(
        engine: TestDatabase
    ) async throws {
        try await ReportFixture.run(on: engine) { fixture in
            let (student, conversation) = (fixture.school.student, newID())
            for day in 0..<3 {
                try await fixture.analyse("sadness", of: student, day: day, conversation: conversation)
            }
            let uncertain = try await fixture.analyse(nil, of: student, conversation: conversation)
            let wrong = try await fixture.analyse("anger", of: student, conversation: conversation)
            for id in [uncertain, wrong] {
                let path = "/api/analyses/\(id)/correction"
                let principal = Principal(subject: student, name: "Ana", roles: [.student], groups: [])
                let signer = await TokenSigner(product: "gateway", key: fixture.identity.gatewayKey)
                let token = try await signer.accessToken(for: principal)
                let put = try await fixture.daemon.send("PUT", path, token: token, body: #"{"label":"joy"}"#)
                #expect(put.status == 200, "\(put.body)")
            }

            let report = try await fixture.done(try await fixture.request("student", student))
            let replaced = ["enojo", "no se pudo determinar"]
            #expect(!report.sentences.contains { sentence in replaced.contains { sentence.text.contains($0) } })
            let joy = try #require(report.sentences.first { $0.text.contains("alegría") })
            #expect(joy.text.contains("2 de 5") && Set(joy.messageIDs) == [uncertain, wrong])
            let told = try #require(report.sentences.first { $0.text.contains("vale su palabra: 2") })
            #expect(Set(told.messageIDs) == [uncertain, wrong])
        }
    }

    @Test func withoutMessagesNothingIsSaid() async throws {
        try await ReportFixture.run { fixture in
            let id = try await fixture.request("student", fixture.school.student)
            #expect(try await fixture.done(id).sentences.isEmpty)
            #expect(try await fixture.send("GET", "/\(id).html").body.contains("no hay nada que afirmar"))
        }
    }

    @Test(arguments: TestDatabase.engines) func aTutorEditsBesideTheOriginalAndSigns(engine: TestDatabase) async throws
    {
        try await ReportFixture.run(on: engine) { fixture in
            try await fixture.analyse("joy", of: fixture.school.student, conversation: newID())
            let id = try await fixture.request("student", fixture.school.student)
            let sentence = try #require(try await fixture.done(id).sentences.first)
            let path = "/\(id)/sentences/\(sentence.id)"
            for text in ["", "  ", String(repeating: "a", count: 2_001)] {
                #expect(try await fixture.send("PATCH", path, #"{"text": "\#(text)"}"#).status == 400)
            }
            let formula = #"{"text": "=HYPERLINK(\"http://x\") <script>"}"#
            #expect(try await fixture.send("PATCH", path, formula).status == 200)
            let edited = try #require(try await fixture.done(id).sentences.first)
            #expect(edited.text == sentence.text && edited.editedText == #"=HYPERLINK("http://x") <script>"#)
            #expect(try await fixture.send("PATCH", "/\(id)/sentences/\(newID())", formula).status == 404)

            let csv = try await fixture.send("GET", "/\(id).csv")
            #expect(csv.header("content-type") == "text/csv; charset=utf-8")
            #expect(csv.body.contains("tipo;dato;") && csv.body.contains(";1;1;1,0000;"))
            #expect(csv.body.contains(#""'=HYPERLINK(""http://x"") <script>""#))
            let page = try await fixture.send("GET", "/\(id).html").body
            #expect(page.contains("&lt;script&gt;") && !page.contains("<script>") && page.contains("<svg"))
            #expect(page.contains("Ana &lt;b&gt;Ruiz&lt;/b&gt;"))

            #expect(try await fixture.send("POST", "/\(id)/sign").status == 200)
            let again = try await fixture.send("POST", "/\(id)/sign")
            #expect(again.status == 409 && again.body.contains(#""code":"report_signed""#))
            #expect(try await fixture.send("PATCH", path, #"{"text": null}"#).status == 409)
            let signed = try await fixture.done(id)
            #expect(signed.signedBy?.name == "Persona de ejemplo" && signed.sentences.first?.editedText != nil)
            #expect(
                try await Set(fixture.auditActions()).isSuperset(of: [
                    "report.requested", "report.viewed", "report.edited", "report.exported", "report.signed",
                ])
            )
        }
    }

    @Test func everybodySeesOnlyReportsOnTheirOwnStudents() async throws {
        try await ReportFixture.run { fixture in
            let school = fixture.school
            try await fixture.analyse("joy", of: school.student, conversation: newID())
            let id = try await fixture.request("student", school.student)
            _ = try await fixture.done(id)
            for path in ["/\(id)", "/\(id).html", "/\(id).csv", "/\(id).pdf"] {
                #expect(try await fixture.send("GET", path, as: newID()).status == 404, "\(path)")
                #expect(try await fixture.send("GET", path, as: school.administrator, .admin).status == 404, "\(path)")
                #expect(try await fixture.send("GET", path, as: school.student, .student).status == 403, "\(path)")
            }
            #expect(try await fixture.send("POST", "/\(id)/sign", as: newID()).status == 404)
            for (scope, target) in [
                ("student", school.stranger), ("group", newID()), ("conversation", newID()), ("student", "x"),
            ] {
                let refused = try await fixture.send("POST", "", ReportFixture.wanted(scope, target))
                #expect(refused.status == 404 && refused.body.contains("report_target_not_found"), "\(scope)")
            }
            let wanted = ReportFixture.wanted("student", school.student)
            #expect(try await fixture.send("POST", "", wanted, as: school.administrator, .admin).status == 404)
            let group = ReportFixture.wanted("group", school.group)
            #expect(try await fixture.send("POST", "", group, as: school.administrator, .admin).status == 202)
        }
    }

    @Test func messagesAreOpenedForAReasonThatTheirStudentSees() async throws {
        try await ReportFixture.run { fixture in
            let message = try await fixture.analyse("joy", of: fixture.school.student, conversation: newID())
            let id = try await fixture.request("student", fixture.school.student)
            let sentence = try #require(try await fixture.done(id).sentences.first)
            let path = "/\(id)/sentences/\(sentence.id)/openings"
            let reason = #"{"reason": "Preparo la reunión con su familia"}"#
            #expect(try await fixture.send("POST", path, #"{"reason": " "}"#).status == 422)
            #expect(try await fixture.send("POST", path, reason, as: newID()).status == 404)
            #expect(try await fixture.send("POST", "/\(id)/sentences/\(newID())/openings", reason).status == 404)
            #expect(try await !fixture.auditActions().contains("conversation.opened"))
            let opened = try await fixture.send("POST", path, reason)
            #expect(opened.status == 201 && opened.header("cache-control") == "no-store")
            #expect(opened.body.contains("no dormí") && opened.body.contains(message))
            #expect(try await fixture.auditActions().contains("conversation.opened"))
        }
    }

    @Test func periodsThatEndBeforeTheyBeginAreRefused() async throws {
        try await ReportFixture.run { fixture in
            for (from, to) in [
                ("2026-11-02", "2026-11-01"), ("2024-01-01", "2026-01-01"), ("ayer", "hoy"), ("", ""),
            ] {
                let body = #"{"scope": "group", "id": "\#(fixture.school.group)", "from": "\#(from)", "to": "\#(to)"}"#
                let refused = try await fixture.send("POST", "", body)
                #expect(refused.status == 400 && refused.body.contains("invalid_period"), "\(from)")
            }
            #expect(try await fixture.send("POST", "", "{}").status == 400)
            #expect(try await fixture.send("GET", "?limit=0").status == 400)
            #expect(try await fixture.send("GET", "/\(newID())").status == 404)
        }
    }

    @Test(arguments: TestDatabase.engines) func whoIsErasedLeavesReports(engine: TestDatabase) async throws {
        try await ReportFixture.run(on: engine) { fixture in
            let school = fixture.school
            try await fixture.analyse("joy", of: school.student, conversation: newID())
            try await fixture.analyse("anger", of: school.other, conversation: newID())
            let own = try await fixture.request("student", school.student)
            let group = try await fixture.request("group", school.group)
            _ = try await fixture.done(own)
            #expect(try await fixture.done(group).sentences.contains { $0.text.contains("alegría") })

            let signer = await TokenSigner(product: "gateway", key: fixture.identity.gatewayKey)
            let token = try await signer.serviceToken(for: "analysis")
            let path = "/internal/subjects/\(school.student)"
            #expect(try await fixture.daemon.send("DELETE", path, token: token, body: nil).status == 200)
            #expect(try await fixture.send("GET", "/\(own)").status == 404)
            let left = try await fixture.done(group)
            #expect(!left.sentences.contains { $0.text.contains("alegría") })
            #expect(left.sentences.contains { $0.text.contains("enojo") })
        }
    }
}
