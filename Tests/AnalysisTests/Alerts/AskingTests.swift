import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// A student who asks for a person by hand is heard, whatever they wrote and allow.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct AskingTests {
    @Test(arguments: TestDatabase.engines)
    func aRequestRaisesOneAlertHoweverOftenItIsToldAndWhateverTheyAllow(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id], withheld: ["tutor_alerts", "emotional_analysis"])
            try await analysis.withReplica { _ in
                try await analysis.askForHelp(by: student.id, in: nil, times: 3)
                try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
                try await analysis.askForHelp(by: student.id, in: student.conversation)
                try await AnalysisFixture.eventually {
                    try await tutor.alerts().first?.conversationID == student.conversation
                }
            }
            let alert = try #require(try await tutor.alerts().first)
            #expect(try await tutor.alerts().count == 1)
            #expect(alert.tier == 0 && alert.state == "open" && alert.excerpt == "" && alert.urgency >= 60)
            #expect(alert.reason == "Pidió hablar con una persona." && alert.askedAt != nil)
            #expect(alert.student.name == "Ana Ejemplo" && alert.dueAt != nil)
            let log = try await tutor.alert(alert.id).log.map(\.action)
            #expect(log == ["raised", "asked_for_help", "asked_for_help"])
            let board: SeenBoard = try await tutor.get("alerts/rules")
            #expect(board.items.map(\.rule) == ["asked_for_help"])
            #expect(board.items.map(\.why) == ["El estudiante pidió hablar con una persona."])
        }
    }

    @Test func whoeverHasTheAlertAndIsNotWithThemIsToldAgain() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            let alert = try #require(try await tutor.alerts().first)
            #expect(try await tutor.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
            try await analysis.askForHelp(by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await tutor.alert(alert.id).alert.state == "open" }
            let again = try await tutor.alert(alert.id)
            #expect(again.alert.dueAt != nil && again.alert.excerpt == "quiero matarme" && again.alert.tier == 3)

            let wanted = ["conversation_id": student.conversation]
            #expect(try await tutor.send("POST", "interventions", wanted).status == 201)
            #expect(try await tutor.send("POST", "alerts/\(alert.id)/acknowledge").status == 200)
            try await analysis.askForHelp(by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually {
                try await tutor.alert(alert.id).log.filter { $0.action == "asked_for_help" }.count == 2
            }
            #expect(try await tutor.alert(alert.id).alert.state == "acknowledged")
        }
    }
}
