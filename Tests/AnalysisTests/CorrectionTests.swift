import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// What writers see of how their own messages were read, and what becomes of their word on it.
@Suite(.enabled(if: TestRedis.isInstalled), .timeLimit(.minutes(2)))
struct CorrectionTests {
    private struct Seen: Decodable {
        struct Reading: Decodable {
            let label: String
            let certain: Bool
            let probabilities: [String: Double]
        }

        struct Correction: Decodable {
            let label: String
        }

        let messageID: String
        let conversationID: String
        let emotion: Reading
        let style: String?
        let correction: Correction?
    }

    private struct SeenList: Decodable {
        let items: [Seen]
    }

    @Test(arguments: TestDatabase.engines) func onesOwnWordStandsBesideWhatWasRead(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let conversation = newID()
            let first = try await analysis.write("Qué alegría, aprobé el examen", by: student.id, in: conversation)
            analysis.clock.pass(minutes: 1)
            let second = try await analysis.write("Estoy muy triste", by: student.id, in: conversation)
            let list = "analyses?conversation_id=\(conversation)"
            try await Self.eventually(analysis) {
                try await student.get(list, as: SeenList.self).items.map(\.messageID) == [first, second]
            }

            let before: Seen = try await student.get("analyses/\(first)")
            #expect(before.emotion.label == "joy" && before.emotion.probabilities.count == 7)
            #expect(before.correction == nil && before.conversationID == conversation)

            let path = "analyses/\(first)/correction"
            for label in ["fear", "surprise", "surprise"] {
                let put = try await student.send("PUT", path, ["label": label])
                #expect(put.status == 200, "\(put.body)")
                let seen: Seen = try put.decode(by: WireJSON.decoder())
                #expect(seen.correction?.label == label && seen.emotion.label == "joy")
            }
            #expect(try await analysis.subject(student.id, "GET", "?data=true").body.contains("surprise"))
            let items = try await student.get(list, as: SeenList.self).items
            #expect(items.map { $0.correction?.label } == ["surprise", nil])

            for _ in 0..<2 { #expect(try await student.send("DELETE", path).status == 200) }
            let after: Seen = try await student.get("analyses/\(first)")
            #expect(after.correction == nil && after.emotion.label == "joy")
            #expect(after.emotion.probabilities == before.emotion.probabilities)
        }
    }

    @Test func nobodyElseSeesOrCorrectsIt() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let other = try await TestTender(analysis, role: .student)
            let tutor = try await TestTender(analysis, students: [student.id])
            let administrator = try await TestTender(analysis, role: .admin)
            let conversation = newID()
            let message = try await analysis.write("Estoy muy triste", by: student.id, in: conversation)
            try await Self.eventually(analysis) { try await student.send("GET", "analyses/\(message)").status == 200 }
            for caller in [other, tutor, administrator] {
                #expect(try await caller.send("GET", "analyses/\(message)").status == 404)
                let put = try await caller.send("PUT", "analyses/\(message)/correction", ["label": "joy"])
                #expect(put.status == 404 && put.body.contains(#""code":"analysis_not_found""#))
                #expect(try await caller.send("DELETE", "analyses/\(message)/correction").status == 404)
                let list = try await caller.get("analyses?conversation_id=\(conversation)", as: SeenList.self)
                #expect(list.items.isEmpty)
            }
            #expect(try await student.get("analyses/\(message)", as: Seen.self).correction == nil)
            #expect(try await analysis.daemon.send("GET", "/api/analyses/\(message)", body: nil).status == 401)
        }
    }

    @Test func whatIsNoEmotionOrNoMessageIsRefused() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let message = try await analysis.write("Estoy muy triste", by: student.id, in: newID())
            try await Self.eventually(analysis) { try await student.send("GET", "analyses/\(message)").status == 200 }
            for label in ["envy", "", "Joy"] {
                let put = try await student.send("PUT", "analyses/\(message)/correction", ["label": label])
                #expect(put.status == 400)
            }
            #expect(try await student.send("PUT", "analyses/\(message)/correction", [:]).status == 400)
            for id in [newID(), "x"] {
                #expect(try await student.send("GET", "analyses/\(id)").status == 404)
                #expect(try await student.send("PUT", "analyses/\(id)/correction", ["label": "joy"]).status == 404)
            }
            for query in ["", "?conversation_id=", "?conversation_id=x"] {
                #expect(try await student.send("GET", "analyses\(query)").status == 400)
            }
        }
    }

    @Test func whatWasNotReadForWantOfConsentIsNotThere() async throws {
        try await AnalysisFixture.run(redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let tutor = try await TestTender(analysis, students: [student.id])
            await analysis.suite.add(
                FakeSuite.Person(
                    name: "Ana Ejemplo",
                    roles: ["student"],
                    tutors: [tutor.id],
                    withheld: ["emotional_analysis"]
                ),
                id: student.id
            )
            let message = try await analysis.write("quiero matarme", by: student.id, in: newID())
            try await Self.eventually(analysis) { try await !tutor.alerts().isEmpty }
            #expect(try await student.send("GET", "analyses/\(message)").status == 404)
            let put = try await student.send("PUT", "analyses/\(message)/correction", ["label": "joy"])
            #expect(put.status == 404)
        }
    }

    @Test(arguments: TestDatabase.engines) func itGoesWithThePerson(engine: TestDatabase) async throws {
        try await AnalysisFixture.run(on: engine, redis: TestRedis()) { analysis in
            let student = try await TestTender(analysis, role: .student)
            let message = try await analysis.write("Estoy muy triste", by: student.id, in: newID())
            try await Self.eventually(analysis) { try await student.send("GET", "analyses/\(message)").status == 200 }
            let put = try await student.send("PUT", "analyses/\(message)/correction", ["label": "surprise"])
            #expect(put.status == 200)
            #expect(try await analysis.subject(student.id, "DELETE").status == 200)
            // Whoever is erased isn't let in any more.
            #expect(try await student.send("GET", "analyses/\(message)").status == 401)
            #expect(try await !analysis.subject(student.id, "GET", "?data=true").body.contains("surprise"))
        }
    }

    /// What couldn't be read at once is read again once time has passed.
    private static func eventually(
        _ analysis: AnalysisFixture,
        _ condition: () async throws -> Bool
    ) async throws {
        try await AnalysisFixture.eventually {
            analysis.clock.pass(minutes: 0.1)
            return try await condition()
        }
    }
}
