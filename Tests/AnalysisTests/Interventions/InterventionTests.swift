import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// A tutor takes a conversation over, and gives it back.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct InterventionTests {
    private func raise(_ analysis: AnalysisFixture, _ student: TestStudent, _ tutor: TestTender) async throws {
        await student.enrol(analysis, tutors: [tutor.id])
        try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
        try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
    }

    @Test(arguments: TestDatabase.engines)
    func aTutorStepsInWritesNotesAndGivesBack(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let stranger = try await TestTender(analysis)
            try await raise(analysis, student, tutor)
            let wanted = ["conversation_id": student.conversation]
            #expect(try await stranger.send("POST", "interventions", wanted).status == 404)
            let answer = try await tutor.send("POST", "interventions", wanted)
            let intervention: SeenIntervention = try answer.decode(by: WireJSON.decoder())
            #expect(answer.status == 201 && intervention.state == "active")
            #expect(await analysis.suite.responders[student.conversation] == "tutor")
            let alert = try #require(try await tutor.alerts().first)
            #expect(alert.state == "acknowledged" && alert.handledBy?.id == tutor.id && alert.dueAt == nil)

            let path = "interventions/\(intervention.id)"
            #expect(try await stranger.send("GET", path).status == 404)
            // Their page asks every few seconds.
            for _ in 0..<3 {
                #expect(try await tutor.send("GET", path).body.contains(#""messages":{"items":[]}"#))
            }
            #expect(try await analysis.auditEntries().count { $0.action == "intervention.viewed" } == 1)
            analysis.clock.pass(minutes: 61)
            #expect(try await tutor.send("GET", path).status == 200)
            #expect(try await analysis.auditEntries().count { $0.action == "intervention.viewed" } == 2)
            #expect(try await tutor.send("POST", "\(path)/messages", ["text": "Hola, soy Tania"]).status == 201)
            #expect(await analysis.suite.written == ["Hola, soy Tania"])
            let note: [String: Any] = ["text": "Hablamos; llamo a su casa", "follow_up_on": "2026-11-28"]
            let noted = try await tutor.send("POST", "\(path)/notes", note)
            let kept: SeenIntervention = try noted.decode(by: WireJSON.decoder())
            #expect(kept.notes.map(\.text) == ["Hablamos; llamo a su casa"] && kept.followUpOn == "2026-11-28")
            #expect(
                try await tutor.send("POST", "\(path)/notes", ["text": "x", "follow_up_on": "mañana"]).status == 422
            )
            #expect(try await tutor.send("GET", "interventions?follow_up=2026-11-28").body.contains(intervention.id))
            #expect(try await !tutor.send("GET", "interventions?follow_up=2026-11-27").body.contains(intervention.id))

            let end = try await tutor.send("POST", "\(path)/end")
            let ended: SeenIntervention = try end.decode(by: WireJSON.decoder())
            #expect(ended.state == "ended" && ended.notes.count == 1)
            #expect(await analysis.suite.responders[student.conversation] == "assistant")
            #expect(try await tutor.send("POST", "\(path)/messages", ["text": "¿Sigues ahí?"]).status == 409)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aTutorIsToldWhereTheCompanionGoesOnAnswering(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            try await raise(analysis, student, tutor)
            let wanted = ["conversation_id": student.conversation]
            await analysis.suite.setRefusesTutors(true)
            let refused = try await tutor.send("POST", "interventions", wanted)
            #expect(refused.status == 502 && refused.body.contains("takeover_failed"))
            #expect(try await !tutor.send("GET", "interventions").body.contains(student.conversation))
            #expect(await analysis.suite.responders[student.conversation] == "assistant")

            await analysis.suite.setRefusesTutors(false)
            let taken = try await tutor.send("POST", "interventions", wanted)
            let intervention: SeenIntervention = try taken.decode(by: WireJSON.decoder())
            await analysis.suite.setChatAway(true)
            let end = try await tutor.send("POST", "interventions/\(intervention.id)/end")
            #expect(end.status == 502 && end.body.contains("giveback_failed"))
            let open: SeenIntervention = try await tutor.get("interventions/\(intervention.id)")
            #expect(open.state == "active")
        }
    }

    @Test func aTakeOverOfWhichChatSaidNothingIsUndoneWhenItIsBack() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            try await raise(analysis, student, tutor)
            await analysis.suite.setChatAway(true)
            let wanted = ["conversation_id": student.conversation]
            #expect(try await tutor.send("POST", "interventions", wanted).status == 502)
            #expect(await analysis.suite.responders.isEmpty)
            await analysis.suite.setChatAway(false)
            analysis.clock.pass(minutes: 1)
            try await AnalysisFixture.eventually {
                await analysis.suite.responders[student.conversation] == "assistant"
            }
        }
    }

    @Test func aConversationThatItsStudentDeletedIsSaidToBeGone() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            try await raise(analysis, student, tutor)
            let wanted = ["conversation_id": student.conversation]
            let taken = try await tutor.send("POST", "interventions", wanted)
            let intervention: SeenIntervention = try taken.decode(by: WireJSON.decoder())
            let path = "interventions/\(intervention.id)"
            await analysis.suite.delete(student.conversation)
            let words = try await tutor.send("POST", "\(path)/messages", ["text": "Hola"])
            #expect(words.status == 404 && words.body.contains("conversation_gone"))
            #expect(try await tutor.send("POST", "\(path)/end").status == 200)
            let again = try await tutor.send("POST", "interventions", wanted)
            #expect(again.status == 404 && again.body.contains("conversation_gone"))
            let alert = try #require(try await tutor.alerts().first)
            let reason = ["reason": "Preparo la llamada a su familia"]
            let read = try await tutor.send("POST", "alerts/\(alert.id)/transcripts", reason)
            #expect(read.status == 404 && read.body.contains("conversation_gone"))
            #expect(try await !tutor.send("GET", "interventions?state=starting").body.contains(student.conversation))
        }
    }

    @Test func ofTwoTutorsOneHasTheConversation() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let other = try await TestTender(analysis, students: [student.id])
            try await raise(analysis, student, tutor)
            let wanted = ["conversation_id": student.conversation]
            async let first = tutor.send("POST", "interventions", wanted)
            async let second = other.send("POST", "interventions", wanted)
            let answers = try await [first, second]
            #expect(answers.map(\.status).sorted() == [201, 409])
        }
    }
}
