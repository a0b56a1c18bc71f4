import Foundation

/// SciFact as BEIR publishes it, its corpus unpacked.
struct SciFact {
    struct Document: Decodable {
        let id: String
        let title: String
        let text: String

        enum CodingKeys: String, CodingKey {
            case id = "_id"
            case title, text
        }
    }

    struct Question: Decodable {
        let id: String
        let text: String

        enum CodingKeys: String, CodingKey {
            case id = "_id"
            case text
        }
    }

    let documents: [Document]
    /// Those with judgements, in the file's order.
    let questions: [Question]
    /// For each question's id, the grades of documents.
    let judgements: [String: [String: Int]]

    /// - Parameter folder: of `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`.
    init(folder: String) throws {
        documents = try Self.lines("\(folder)/corpus.jsonl")
        var judgements: [String: [String: Int]] = [:]
        for line in try String(contentsOfFile: "\(folder)/qrels.tsv", encoding: .utf8).split(separator: "\n")
            .dropFirst()
        {
            let fields = line.split(separator: "\t").map(String.init)
            judgements[fields[0], default: [:]][fields[1]] = Int(fields[2]) ?? 0
        }
        self.judgements = judgements
        questions = try Self.lines("\(folder)/queries.jsonl").filter { (question: Question) in
            judgements[question.id] != nil
        }
    }

    private static func lines<Item: Decodable>(_ path: String) throws -> [Item] {
        let decoder = JSONDecoder()
        return try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(Item.self, from: $0)
        }
    }
}
