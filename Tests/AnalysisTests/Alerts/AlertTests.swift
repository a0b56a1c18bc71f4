import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// How messages become alerts, and who sees them.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct AlertTests {
    @Test(arguments: TestDatabase.engines)
    func anEpisodeIsOneAlertThatGrowsAndOnlyTheirTutorSeesIt(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let stranger = try await TestTender(analysis)
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("quiero morirme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alerts().first?.episode.messages == 1 }
            try await analysis.write("qué ejercicios entran", by: student.id, in: student.conversation)
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alerts().first?.episode.messages == 2 }

            let alert = try #require(try await tutor.alerts().first)
            #expect(try await tutor.alerts().count == 1)
            #expect(alert.tier == 3 && alert.state == "open" && alert.excerpt == "quiero matarme")
            #expect(alert.student == SeenPerson(id: student.id, name: "Ana Ejemplo"))
            #expect(alert.conversationID == student.conversation && alert.dueAt != nil)
            try await AnalysisFixture.eventually {
                try await tutor.alert(alert.id).steps.map(\.person.name) == ["Tutora de ejemplo"]
            }
            #expect(try await stranger.alerts().isEmpty)
            #expect(try await stranger.send("GET", "alerts/\(alert.id)").status == 404)
            let other = try await TestTender(analysis, role: .student, id: student.id)
            #expect(try await other.send("GET", "alerts").status == 403)
            let views = try await analysis.auditEntries().filter { $0.action == "alert.viewed" }
            #expect(views.map(\.actor) == [tutor.id] && views.map(\.subject) == [student.id])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aMessageCountsOnceHoweverOftenItIsToldAndWhicheverReplicaHearsIt(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.withReplica { _ in
                for _ in 0..<8 {
                    try await analysis.write("quiero morirme", by: student.id, in: student.conversation, times: 3)
                }
                try await AnalysisFixture.eventually { try await tutor.alerts().first?.episode.messages == 8 }
            }
            #expect(try await tutor.alerts().map(\.episode.messages) == [8])
        }
    }

    @Test func whatWasWrittenWhileChatOrRedisIsAwayIsReadAfterwardsWithItsDelay() async throws {
        let server = try TestRedis()
        try await AnalysisFixture.run(redis: server) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id])
            await analysis.suite.setChatAway(true)
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually {
                analysis.clock.pass(minutes: 1)
                return try await analysis.daemon.get("/health").body.contains("messages wait to be read")
            }
            #expect(try await tutor.alerts().isEmpty)
            await analysis.suite.setChatAway(false)
            try await AnalysisFixture.eventually {
                analysis.clock.pass(minutes: 1)
                return try await tutor.alerts().count == 1
            }
            let alert = try #require(try await tutor.alerts().first)
            #expect(alert.delayS >= 60)
        }
    }

    @Test func whoeverDoesNotConsentIsNotReadAndNobodyIsTold() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let (silent, student) = (TestStudent(), TestStudent())
            let tutor = try await TestTender(analysis, students: [silent.id, student.id])
            await silent.enrol(analysis, tutors: [tutor.id], withheld: ["tutor_alerts", "emotional_analysis"])
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("quiero matarme", by: silent.id, in: silent.conversation)
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            #expect(try await tutor.alerts().map(\.student.id) == [student.id])
        }
    }

    @Test func administratorsSeeThatThereIsAnAlertAndItsWordsOnlyWithAReason() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            await student.enrol(analysis, tutors: [])
            let administrator = try await TestTender(analysis, role: .admin)
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !administrator.alerts().isEmpty }
            let alert = try #require(try await administrator.alerts().first)
            #expect(alert.excerpt == nil)
            let path = "alerts/\(alert.id)/openings"
            #expect(try await administrator.send("POST", path, ["reason": " "]).status == 422)
            let opened = try await administrator.send("POST", path, ["reason": "No tiene tutor asignado"])
            let detail: SeenDetail = try opened.decode(by: WireJSON.decoder())
            #expect(opened.status == 200 && detail.alert.excerpt == "quiero matarme")
            analysis.clock.pass(minutes: 61)
            #expect(try await administrator.alert(alert.id).alert.excerpt == nil)
            let opening = try #require(try await analysis.auditEntries().first { $0.action == "alert.opened" })
            #expect(opening.subject == student.id && opening.reason != nil)
        }
    }
}
