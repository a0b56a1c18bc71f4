import DaemonTesting
import Foundation
import Testing

/// What people write (Questions/buenos-aires.txt), asked over a socket.
@Suite struct QuestionTests {
    @Test func everyQuestionIsAnsweredAsItShould() async throws {
        let questions = try Question.all()
        #expect(questions.count >= 200)
        try await MunicipioFixture.run { municipio in
            for question in questions {
                let found = try await municipio.search(question.text)
                #expect(
                    question.isAnswered(by: found),
                    "«\(question.text)» → \(found.decision) \(found.items.prefix(3)) \(found.outside ?? "")"
                )
            }
        }
    }
}

private struct Question {
    enum Answer {
        case match(String)
        case choose([String])
        case none(outside: String?)
        case unsure
    }

    let text: String
    let answer: Answer

    static func all() throws -> [Question] {
        let file = try String(
            contentsOfFile: Repository.path("Tests/MunicipioTests/Questions/buenos-aires.txt"),
            encoding: .utf8
        )
        return try file.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let bar = try #require(line.firstIndex(of: "|"), "\(line)")
            let names = line[..<bar].dropFirst().trimmingCharacters(in: .whitespaces)
            let text = line[line.index(after: bar)...].trimmingCharacters(in: .whitespaces)
            switch line.first {
            case "=": return Question(text: text, answer: .match(names))
            case "?":
                let all = names.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                return Question(text: text, answer: .choose(all))
            case "-": return Question(text: text, answer: .none(outside: names.isEmpty ? nil : names))
            default: return Question(text: text, answer: .unsure)
            }
        }
    }

    func isAnswered(by found: Found) -> Bool {
        switch answer {
        case .match(let name): found.decision == "match" && found.names.first == name
        case .choose(let names): found.decision == "choose" && Set(names).isSubset(of: found.names)
        case .none(let outside): found.decision == "none" && found.outside == outside && found.message != nil
        case .unsure: found.decision != "match" && found.message != nil
        }
    }
}
