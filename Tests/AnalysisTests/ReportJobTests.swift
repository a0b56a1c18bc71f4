import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Reports as jobs: each is one replica's, and none is lost.
@Suite struct ReportJobTests {
    @Test(arguments: TestDatabase.engines) func ofSeveralReplicasOneMakesEachReport(engine: TestDatabase) async throws {
        try await ReportFixture.run(on: engine, replicas: 1) { fixture in
            try await fixture.analyse("sadness", of: fixture.school.student, conversation: newID())
            var ids: [String] = []
            for _ in 0..<5 { ids.append(try await fixture.request("student", fixture.school.student)) }
            for id in ids { #expect(try await fixture.done(id).state == "done") }
            let (attempts, repeated) = try await fixture.database.read { db in
                (
                    try db.value("SELECT MAX(attempts) AS value FROM reports", as: Int.self),
                    try db.rows("SELECT rule FROM report_sentences GROUP BY report_id, rule HAVING COUNT(*) > 1").count
                )
            }
            #expect(attempts == 1 && repeated == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatAKilledReplicaLeftIsMadeAnew(engine: TestDatabase) async throws {
        try await ReportFixture.run(on: engine) { fixture in
            try await fixture.analyse("sadness", of: fixture.school.student, conversation: newID())
            let id = try await Self.abandoned(after: 1, in: fixture)
            let report = try await fixture.done(id)
            #expect(report.state == "done" && !report.sentences.isEmpty)
        }
    }

    @Test func whatEndsWhoeverTriesItFails() async throws {
        try await ReportFixture.run { fixture in
            let id = try await Self.abandoned(after: 5, in: fixture)
            #expect(try await fixture.done(id).state == "failed")
            let refused = try await fixture.send("POST", "/\(id)/sign")
            #expect(refused.status == 409 && refused.body.contains("report_not_ready"))
            #expect(try await fixture.send("GET", "/\(id).csv").status == 409)
        }
    }

    @Test func onePersonWaitsForAFewReportsOnly() async throws {
        try await ReportFixture.run { fixture in
            let later = Date().addingTimeInterval(3_600)
            for _ in 0..<5 { _ = try await Self.abandoned(after: 1, due: later, in: fixture) }
            let wanted = ReportFixture.wanted("student", fixture.school.student)
            let refused = try await fixture.send("POST", "", wanted)
            #expect(refused.status == 429 && refused.body.contains("too_many_reports"))
        }
    }

    /// As a replica leaves a report that it was making when it was killed.
    private static func abandoned(
        after attempts: Int,
        due: Date = Date().addingTimeInterval(-1),
        in fixture: ReportFixture
    ) async throws -> String {
        let (id, school, day) = (newID(), fixture.school, ReportFixture.day)
        try await fixture.database.write { db in
            try db.execute(
                """
                INSERT INTO reports (id, scope, target, from_at, to_at, language, state, progress, attempts, claim,
                    due_at, created_at, created_by)
                VALUES (\(id), 'student', \(school.student), \(day), \(day.addingTimeInterval(86_400)), 'es',
                    'running', 60, \(attempts), \(newID()), \(due), \(day), \(school.tutor))
                """
            )
            try db.execute("INSERT INTO report_students (report_id, student) VALUES (\(id), \(school.student))")
        }
        return id
    }
}
