import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Help lines, the chain and what is missing of them.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct SupportTests {
    private struct Help: Decodable {
        struct Person: Decodable { let name: String }
        struct Line: Decodable { let name: String }

        let ready: Bool
        let missing: [String]
        let lines: [Line]
        let people: [Person]
    }

    private func settings(_ verified: String, people: [String], _ more: [String: Any] = [:]) -> [String: Any] {
        let line = ["name": "Línea", "telephone": "+54 11 5555-0100", "hours": "24 horas", "verified_on": verified]
        let settings: [String: Any] = [
            "lines": [line], "people": people.map { ["user_id": $0] }, "acknowledge_minutes": 10,
            "hours": ["friday": ["08:30", "17:00"]], "out_of_hours": ["policy": "lines_only"],
        ]
        return settings.merging(more) { $1 }
    }

    @Test(arguments: TestDatabase.engines)
    func theCompanionIsReadyOnlyWithLinesThatSomebodyCalledAChainAndAPolicy(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let administrator = try await TestTender(analysis, role: .admin)
            let (tutor, student) = (try await TestTender(analysis), try await TestTender(analysis, role: .student))
            let nothing: Help = try await student.get("support/public")
            #expect(!nothing.ready && nothing.missing == ["lines", "chain", "out_of_hours"])
            #expect(try await tutor.send("GET", "support").status == 403)

            let today = WireJSON.day(analysis.clock.now)
            let kept = try await administrator.send("PUT", "support", settings(today, people: [tutor.id]))
            #expect(kept.status == 200 && kept.body.contains(#""ready":true"#))
            let help: Help = try await student.get("support/public")
            #expect(help.ready && help.lines.map(\.name) == ["Línea"])
            #expect(help.people.map(\.name) == ["Tutora de ejemplo"])

            analysis.clock.pass(minutes: 91 * 24 * 60)
            let old: Help = try await student.get("support/public")
            #expect(!old.ready && old.missing == ["verified_lines"] && old.lines.count == 1)
            #expect(try await analysis.auditEntries().contains { $0.action == "support.changed" })
        }
    }

    @Test func whereNothingTellsOfMessagesTheCompanionIsNotReady() async throws {
        let settings = ["REDIS_URL": "unix:///nowhere/redis.sock"]
        try await AnalysisFixture.run(settings, redis: TestRedis()) { analysis in
            let administrator = try await TestTender(analysis, role: .admin)
            let tutor = try await TestTender(analysis)
            let lines = self.settings(WireJSON.day(analysis.clock.now), people: [tutor.id])
            // What is away for minutes is made up for.
            #expect(try await administrator.send("PUT", "support", lines).body.contains(#""ready":true"#))
            analysis.clock.pass(minutes: 6)
            let help: Help = try await tutor.get("support/public")
            #expect(!help.ready && help.missing == ["events"] && help.lines.count == 1)
            let health = try await analysis.daemon.get("/health")
            #expect(health.status == 200 && health.body.contains("no alert can be raised"))
        }
    }

    @Test func whatCanNotBeIsRefused() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let administrator = try await TestTender(analysis, role: .admin)
            let tutor = try await TestTender(analysis)
            let student = try await TestTender(analysis, role: .student)
            let today = WireJSON.day(analysis.clock.now)
            let cases: [(String, [String: Any])] = [
                ("bad_day", settings("2026-02-30", people: [tutor.id])),
                ("bad_day", settings("2999-01-01", people: [tutor.id])),
                ("unknown_person", settings(today, people: [student.id])),
                ("unknown_person", settings(today, people: [newID()])),
                ("bad_hours", settings(today, people: [tutor.id], ["hours": ["friday": ["17:00", "08:00"]]])),
                ("bad_hours", settings(today, people: [tutor.id], ["hours": ["viernes": ["08:00", "17:00"]]])),
                ("bad_minutes", settings(today, people: [tutor.id], ["acknowledge_minutes": 0])),
            ]
            for (code, body) in cases {
                let answer = try await administrator.send("PUT", "support", body)
                #expect(answer.status == 422 && answer.body.contains(code), "\(code): \(answer.body)")
            }
        }
    }
}
