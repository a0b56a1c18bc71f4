import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// What is held on a student, what they may take along, and that it goes.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct SubjectTests {
    @Test(arguments: TestDatabase.engines)
    func aStudentTakesTheirDataAlongAndIsForgotten(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            let taken = try await tutor.send("POST", "interventions", ["conversation_id": student.conversation])
            let intervention: SeenIntervention = try taken.decode(by: WireJSON.decoder())
            _ = try await tutor.send("POST", "interventions/\(intervention.id)/notes", ["text": "Hablé con su madre"])

            let export = try await analysis.subject(student.id, "GET", "?data=true").body
            #expect(export.contains("quiero matarme") && export.contains("Hablé con su madre"))
            #expect(!export.contains(tutor.id) && !export.contains("Tutora de ejemplo"))
            let handled = try await analysis.subject(tutor.id, "GET", "?data=true").body
            #expect(!handled.contains("quiero matarme") && !handled.contains(student.id))

            #expect(try await analysis.subject(student.id, "DELETE").status == 200)
            #expect(try await tutor.alerts().isEmpty)
            let rest = try await analysis.subject(student.id, "GET", "?data=true").body
            #expect(!rest.contains("quiero matarme") && !rest.contains("Hablé con su madre"))
        }
    }

    @Test func wordsRestSealed() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = TestStudent()
            let tutor = try await TestTender(analysis, students: [student.id])
            await student.enrol(analysis, tutors: [tutor.id])
            try await analysis.write("quiero matarme", by: student.id, in: student.conversation)
            try await AnalysisFixture.eventually { try await !tutor.alerts().isEmpty }
            for name in ["analysis.sqlite", "analysis.sqlite-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: "\(analysis.daemon.home)/data/\(name)"))
                #expect(bytes.firstRange(of: Data("matarme".utf8)) == nil)
                #expect(bytes.firstRange(of: Data("Ana Ejemplo".utf8)) == nil)
            }
        }
    }
}
