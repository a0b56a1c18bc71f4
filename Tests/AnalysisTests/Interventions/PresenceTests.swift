import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Whoever takes a conversation over and isn't there leaves nobody alone.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct PresenceTests {
    /// - Parameter tutors: the first takes the conversation over.
    private func begin(
        _ analysis: AnalysisFixture,
        _ student: TestStudent,
        _ tutors: [TestTender]
    ) async throws -> SeenIntervention {
        let tutor = try #require(tutors.first)
        await student.enrol(analysis, tutors: tutors.map(\.id))
        try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
        try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
        let alert = try #require(try await tutor.alerts().first)
        #expect(try await tutor.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
        let taken = try await tutor.send("POST", "interventions", ["conversation_id": student.conversation])
        #expect(taken.status == 201, "\(taken.body)")
        return try taken.decode(by: WireJSON.decoder())
    }

    @Test(arguments: TestDatabase.engines)
    func aStudentWhoWaitsForATutorGetsTheCompanionAndTheNextPersonIsTold(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let other = try await TestTender(analysis, students: [student.id])
            let intervention = try await begin(analysis, student, [tutor, other])
            let alert = try #require(try await other.alerts().first)
            let tending = try #require(alert.intervention)
            #expect(tending.id == intervention.id && tending.tutor.id == tutor.id)
            #expect(abs(tending.relievableAt.timeIntervalSince(analysis.clock.now) - 15 * 60) < 1)
            analysis.clock.pass(minutes: 1)
            #expect(
                try await tutor.send("POST", "interventions/\(intervention.id)/messages", ["text": "Hola"]).status
                    == 201
            )
            analysis.clock.pass(minutes: 1)
            let question = try await analysis.write("¿sigues ahí?", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await analysis.isRead(question) }
            analysis.clock.pass(minutes: 14)
            #expect(await analysis.suite.responders[student.conversation] == "tutor")
            try await analysis.withReplica { _ in
                analysis.clock.pass(minutes: 2)
                try await AnalysisFixture.eventually {
                    await analysis.suite.unanswered == [student.conversation]
                }
                try await AnalysisFixture.eventually {
                    try await tutor.get("interventions/\(intervention.id)", as: SeenIntervention.self).state == "ended"
                }
            }
            let detail = try await other.alert(alert.id)
            #expect(detail.alert.state == "open" && detail.alert.dueAt != nil && detail.alert.intervention == nil)
            #expect(detail.log.filter { $0.action == "unanswered" }.count == 1)
            #expect(detail.steps.filter { $0.position == 1 }.map(\.person.id) == [other.id])
            let text = ["text": "Perdona"]
            #expect(try await tutor.send("POST", "interventions/\(intervention.id)/messages", text).status == 409)
        }
    }

    @Test func noMessageIsMissedThoughChatsClockIsBehind() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            await analysis.suite.setAhead(-600)
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let intervention = try await begin(analysis, student, [tutor])
            let path = "interventions/\(intervention.id)/messages"
            analysis.clock.pass(minutes: 1)
            #expect(try await tutor.send("POST", path, ["text": "Hola"]).status == 201)
            analysis.clock.pass(minutes: 1)
            let question = try await analysis.write("¿sigues ahí?", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await analysis.isRead(question) }
            analysis.clock.pass(minutes: 16)
            try await AnalysisFixture.eventually { await analysis.suite.unanswered == [student.conversation] }
        }
    }

    @Test func aTutorWhoIsNotThereIsRelievedAndBeforeThatNot() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let other = try await TestTender(analysis, students: [student.id])
            let first = try await begin(analysis, student, [tutor, other])
            let wanted = ["conversation_id": student.conversation]
            analysis.clock.pass(minutes: 14)
            #expect(try await other.send("POST", "interventions", wanted).body.contains("intervention_taken"))
            analysis.clock.pass(minutes: 2)
            let relief = try await other.send("POST", "interventions", wanted)
            #expect(relief.status == 201)
            let second: SeenIntervention = try relief.decode(by: WireJSON.decoder())
            #expect(second.id != first.id && second.state == "active")
            #expect(await analysis.suite.responders[student.conversation] == "tutor")
            let before: SeenIntervention = try await tutor.get("interventions/\(first.id)")
            #expect(before.state == "ended")
            // The alert is theirs, too; taking it on again is no news.
            let alert = try #require(try await other.alerts().first)
            #expect(alert.state == "acknowledged" && alert.handledBy?.id == other.id)
            #expect(try await other.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
            #expect(try await other.alert(alert.id).log.map(\.action) == ["raised", "acknowledged", "acknowledged"])
        }
    }

    @Test func anotherTutorOfTheirsOrAnAdministratorGivesBackAndReadsNoNotes() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let stranger = try await TestTender(analysis)
            let administrator = try await TestTender(analysis, role: .admin)
            let intervention = try await begin(analysis, student, [tutor])
            let path = "interventions/\(intervention.id)"
            #expect(try await tutor.send("POST", "\(path)/notes", ["text": "Llamé a su casa"]).status == 200)
            #expect(try await stranger.send("POST", "\(path)/end").status == 404)
            let end = try await administrator.send("POST", "\(path)/end")
            let ended: SeenIntervention = try end.decode(by: WireJSON.decoder())
            #expect(end.status == 200 && ended.state == "ended" && ended.notes.isEmpty)
            #expect(await analysis.suite.responders[student.conversation] == "assistant")
            let entry = try #require(
                try await analysis.auditEntries().first { $0.action == "intervention.ended" }
            )
            #expect(entry.actor == administrator.id && entry.subject == student.id)
        }
    }

    @Test func whatASuspendedOrErasedTutorHadGoesOn() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let (student, pupil) = (TestStudent(), TestStudent())
            let tutor = try await TestTender(analysis, students: [student.id])
            let other = try await TestTender(analysis, students: [pupil.id])
            _ = try await begin(analysis, student, [tutor])
            _ = try await begin(analysis, pupil, [other])
            #expect(try await analysis.subject(other.id, "DELETE").status == 200)
            try await AnalysisFixture.eventually { await analysis.suite.unanswered == [pupil.conversation] }
            #expect(try await tutor.alerts().map(\.state) == ["acknowledged"])
            await analysis.suite.remove(tutor.id)
            let administrator = try await TestTender(analysis, role: .admin)
            try await AnalysisFixture.eventually {
                await analysis.suite.unanswered == [pupil.conversation, student.conversation]
            }
            try await AnalysisFixture.eventually {
                try await administrator.alerts().map(\.state) == ["open", "open"]
            }
        }
    }
}
