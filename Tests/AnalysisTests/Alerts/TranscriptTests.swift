import DaemonTesting
import SuiteProtocol
import Testing

/// That a conversation is read by those whom its student's alert is meant for, and never without a reason.
@Suite struct TranscriptTests {
    @Test(arguments: TestDatabase.engines) func aConversationOpensForAReasonThatTheStudentSees(
        engine: TestDatabase
    ) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            let stranger = try await TestTender(analysis)
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("hola, ¿qué entra mañana?", by: student.id, in: student.conversation)
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            let path = "alerts/\(try #require(try await tutor.alerts().first).id)/transcripts"
            let reason = ["reason": "Preparo la llamada a su familia"]

            #expect(try await tutor.send("POST", path, ["reason": "porque"]).status == 422)
            #expect(try await tutor.send("POST", path).status == 400)
            #expect(try await stranger.send("POST", path, reason).status == 404)
            let wrong = reason.merging(["after": "no es un id"]) { $1 }
            #expect(try await tutor.send("POST", path, wrong).body.contains("invalid_cursor"))
            #expect(try await analysis.auditEntries().allSatisfy { $0.action != "conversation.opened" })

            let read = try await tutor.send("POST", path, reason)
            #expect(read.status == 200 && read.body.contains("quiero matarme") && read.body.contains("qué entra"))
            let entries = try await analysis.auditEntries().filter { $0.action == "conversation.opened" }
            #expect(entries.map(\.actor) == [tutor.id] && entries.map(\.subject) == [student.id])

            await analysis.suite.setChatAway(true)
            #expect(try await tutor.send("POST", path, reason).status == 502)
        }
    }
}
