import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// What people do about alerts, and what the clock does where nobody does anything.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct HandlingTests {
    /// Verified long enough ago for every clock of these tests.
    private static let line = [
        "name": "Línea de ejemplo", "telephone": "+54 11 5555-0100", "hours": "todos los días",
        "verified_on": "2026-11-01",
    ]

    /// - Parameter people: who is told after the student's tutors.
    private func set(
        _ analysis: AnalysisFixture,
        people: [String],
        hours: [String: [String]] = [:],
        policy: [String: Any] = ["policy": "lines_only"]
    ) async throws {
        let administrator = try await TestTender(analysis, role: .admin)
        let answer = try await administrator.send(
            "PUT",
            "support",
            [
                "lines": [Self.line], "people": people.map { ["user_id": $0] }, "acknowledge_minutes": 15,
                "hours": hours, "out_of_hours": policy,
            ]
        )
        try #require(answer.status == 200, "\(answer.body)")
    }

    private func raise(_ analysis: AnalysisFixture, _ student: TestStudent, _ tutor: TestTender) async throws
        -> SeenAlert
    {
        await student.enrol(analysis, tutors: [tutor.id])
        try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
        try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
        return try #require(try await tutor.alerts().first)
    }

    @Test(arguments: TestDatabase.engines)
    func whatNobodyTakesOnGoesToTheNextPersonOnceWhicheverReplicaActs(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let (second, third) = (try await TestTender(analysis), try await TestTender(analysis))
            try await set(analysis, people: [second.id, third.id])
            let alert = try await raise(analysis, student, tutor)
            #expect(try await second.alerts().isEmpty)
            try await analysis.withReplica { _ in
                analysis.clock.pass(minutes: 15)
                try await AnalysisFixture.eventually { try await !second.alerts().isEmpty }
                #expect(try await third.alerts().isEmpty)
                analysis.clock.pass(minutes: 15)
                try await AnalysisFixture.eventually { try await !third.alerts().isEmpty }
            }
            let steps = try await tutor.alert(alert.id).steps
            #expect(steps.map(\.position) == [0, 1, 2])
            #expect(steps.map(\.person.id) == [tutor.id, second.id, third.id])

            let taken = try await second.send("POST", "alerts/\(alert.id)/acknowledge")
            #expect(taken.status == 200)
            analysis.clock.pass(minutes: 60)
            #expect(try await second.alert(alert.id).alert.dueAt == nil)
        }
    }

    @Test func outOfHoursTheClockWaitsForTheMorningOrWhoeverIsOnCallIsTold() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let night = try #require(WireJSON.date("2026-11-21T03:00:00Z"))  // A Saturday.
            analysis.clock.set(night)
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let hours = ["monday": ["08:00", "18:00"]]
            try await set(analysis, people: [tutor.id], hours: hours)
            let alert = try await raise(analysis, student, tutor)
            #expect(alert.dueAt == WireJSON.date("2026-11-23T08:15:00Z"))

            let onCall = try await TestTender(analysis)
            try await set(
                analysis,
                people: [tutor.id],
                hours: hours,
                policy: ["policy": "on_call", "on_call": [onCall.id]]
            )
            let other = TestStudent()
            await other.enrol(analysis, tutors: [])
            try await analysis.write("quiero matarme", by: other.id, in: other.conversation)
            try await AnalysisFixture.eventually { try await !onCall.alerts().isEmpty }
            #expect(try await onCall.alerts().first?.dueAt == night.addingTimeInterval(900))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anAlertIsTakenOnReferredDismissedAndOnlyAPersonEndsIt(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let colleague = try await TestTender(analysis)
            let pupil = try await TestTender(analysis, role: .student)
            let alert = try await raise(analysis, student, tutor)
            let path = "alerts/\(alert.id)"
            #expect(try await colleague.send("POST", "\(path)/acknowledge").status == 404)
            #expect(try await tutor.send("POST", "\(path)/refer", ["to": pupil.id]).status == 422)
            #expect(try await tutor.get("alerts/count", as: [String: Int].self) == ["waiting": 1])
            #expect(try await colleague.get("alerts/count", as: [String: Int].self) == ["waiting": 0])
            let referral = try await tutor.send(
                "POST",
                "\(path)/refer",
                ["to": colleague.id, "reason": "Es de su curso"]
            )
            let referred: SeenDetail = try referral.decode(by: WireJSON.decoder())
            #expect(referred.alert.state == "referred" && referred.alert.handledBy?.id == colleague.id)
            #expect(try await tutor.get("alerts/count", as: [String: Int].self) == ["waiting": 0])
            #expect(try await colleague.get("alerts/count", as: [String: Int].self) == ["waiting": 1])
            #expect(try await colleague.send("POST", "\(path)/acknowledge").status == 200)
            #expect(try await tutor.send("POST", "\(path)/acknowledge").body.contains("alert_taken"))

            #expect(try await colleague.send("POST", "\(path)/false-alarm", ["reason": ""]).status == 422)
            let dismissal = try await colleague.send("POST", "\(path)/false-alarm", ["reason": "Era una canción"])
            let dismissed: SeenDetail = try dismissal.decode(by: WireJSON.decoder())
            #expect(dismissed.alert.state == "false_alarm")
            #expect(dismissed.log.map(\.action) == ["raised", "referred", "acknowledged", "false_alarm"])
            #expect(dismissed.log.last?.reason == "Era una canción")
            #expect(try await tutor.send("POST", "\(path)/close").status == 409)
            try await AnalysisFixture.eventually { await analysis.suite.endedEpisodes == [student.id] }

            let board: SeenBoard = try await tutor.get("alerts/rules")
            #expect(board.items.allSatisfy { $0.raised == 1 && $0.falseAlarms == 1 && $0.precision == 0 })
            #expect(!board.items.isEmpty)
            try await analysis.write("quiero morirme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alerts("?state=open").count == 1 }
            #expect(try await tutor.alerts().count == 2)
        }
    }

    @Test func anAlertCanBeReferredToTheStudentsOtherTutorsAndTheDepartmentsPeople() async throws {
        struct Recipients: Decodable { let items: [SeenPerson] }
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let other = try await TestTender(analysis, students: [student.id])
            let (person, stranger) = (try await TestTender(analysis), try await TestTender(analysis))
            let administrator = try await TestTender(analysis, role: .admin)
            let settings: [String: Any] = [
                "lines": [Any](), "people": [tutor.id, person.id].map { ["user_id": $0] }, "acknowledge_minutes": 10,
                "hours": [String: Any](), "out_of_hours": ["policy": "on_call", "on_call": [person.id]],
            ]
            #expect(try await administrator.send("PUT", "support", settings).status == 200)
            await student.enrol(analysis, tutors: [tutor.id, other.id, student.id])
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            let path = "alerts/\(try #require(try await tutor.alerts().first).id)"
            let offered: Recipients = try await tutor.get("\(path)/recipients")
            #expect(offered.items.map(\.id) == [other.id, person.id])
            #expect(offered.items.allSatisfy { $0.name == "Tutora de ejemplo" })
            #expect(try await stranger.send("GET", "\(path)/recipients").status == 404)
            #expect(try await tutor.send("POST", "\(path)/refer", ["to": person.id]).status == 200)
        }
    }

    @Test func whatIsGraverThanWhoeverTookItOnKnewIsOpenAgain() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let alert = try await raise(analysis, student, tutor)
            #expect(try await tutor.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
            try await analysis.write("quiero morirme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alert(alert.id).alert.episode.messages == 2 }
            #expect(try await tutor.alert(alert.id).alert.state == "acknowledged")
            try await analysis.write("voy a matarme esta noche", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alert(alert.id).alert.tier == 4 }
            let reopened = try await tutor.alert(alert.id)
            #expect(reopened.alert.state == "open" && reopened.alert.dueAt != nil)
        }
    }

    @Test func badQuestionsAreRefused() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let tutor = try await TestTender(analysis)
            #expect(try await tutor.send("GET", "alerts?state=lost").body.contains("bad_state"))
            #expect(try await tutor.send("GET", "alerts?cursor=x").body.contains("invalid_cursor"))
            #expect(try await tutor.send("GET", "alerts?limit=101").body.contains("bad_limit"))
            #expect(try await tutor.send("POST", "alerts/\(newID())/acknowledge").status == 404)
            #expect(try await tutor.send("POST", "alerts/x/acknowledge").status == 404)
        }
    }
}
