import DaemonTesting
import Foundation
import Testing

/// What people ask at the desk (Questions/topics-….txt), and which approved answer it finds: the right one, or none.
@Suite struct TopicQuestionTests {
    @Test func theExamplesAnswerWhatTheySpeakOfAndNothingElse() async throws {
        try await MunicipioFixture.run { municipio in
            try await ask("examples", after: "Ejemplo: ", at: municipio)
        }
    }

    @Test func aMunicipalitysAnswersAreToldApart() async throws {
        try await MunicipioFixture.run { municipio in
            let clerk = try await Clerk(municipio)
            for answer in try Self.lines("answers") {
                _ = try await clerk.approve(answer[0], "Llama al 147.", questions: Array(answer.dropFirst()))
            }
            try await ask("municipality", after: "", at: municipio)
        }
    }

    /// - Parameter start: what each title begins with before the words that the file has.
    private func ask(_ file: String, after start: String, at municipio: MunicipioFixture) async throws {
        let citizen = try await Citizen(municipio)
        let questions = try Self.lines(file)
        #expect(questions.count >= 60)
        var (wrong, missed): ([String], [String]) = ([], [])
        for line in questions {
            let found = try await citizen.consult(line[1]).topics.first?.topic.title
            if let found {
                if !found.hasPrefix(start + line[0]) { wrong.append("«\(line[1])» → \(found)") }
            } else if line[0] != "-" {
                missed.append(line[1])
            }
        }
        #expect(wrong.count <= 1, "\(wrong)")
        #expect(missed.count * 8 <= questions.count, "\(missed)")
    }

    private static func lines(_ file: String) throws -> [[String]] {
        let path = Repository.path("Tests/MunicipioTests/Questions/topics-\(file).txt")
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    }
}
