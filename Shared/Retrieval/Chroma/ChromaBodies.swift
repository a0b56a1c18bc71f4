import Foundation
import Persistence

// What crosses the wire to Chroma and back; names become snake case.

struct ChromaNewCollection: Encodable {
    struct Configuration: Encodable {
        let hnsw = ["space": "cosine"]
    }

    let name: String
    let getOrCreate = true
    let configuration = Configuration()
}

struct ChromaCollection: Decodable {
    let id: String
    let name: String
}

struct ChromaVectorsBody: Encodable {
    let ids: [String]
    let embeddings: [[Float]]
    let metadatas: [ChromaMetadata]
}

/// What filters ask for.
struct ChromaMetadata: Encodable {
    let document: String
    let collection: String
    let owner: String
    let kind: String
    /// Milliseconds since 1970; a vector without it is in no interval.
    let date: Int64?

    init(_ source: PassageSource) {
        document = source.id
        collection = source.collection
        owner = source.owner
        kind = source.kind
        date = source.date.map(ChromaCondition.milliseconds)
    }
}

struct ChromaIDs: Encodable {
    let ids: [String]
}

struct ChromaQuery: Encodable {
    let queryEmbeddings: [[Float]]
    let nResults: Int
    let `where`: ChromaCondition
    let include: [String]
}

struct ChromaAnswer: Decodable {
    /// For each question, nearest first.
    let ids: [[String]]
}

/// Whatever is answered: nothing of it is needed.
struct ChromaNothing: Codable {}

/// A condition on metadata.
enum ChromaCondition: Encodable, Equatable {
    case isIn(String, [String])
    case from(String, Int64)
    case below(String, Int64)
    case all([ChromaCondition])

    /// Nil where the filter lets nothing through: Chroma takes no empty list.
    init?(_ filter: Filter) {
        let sets = [
            ("collection", filter.collections), ("owner", filter.owners), ("kind", filter.kinds),
            ("document", filter.documents),
        ]
        var conditions: [ChromaCondition] = []
        for case (let key, let members?) in sets {
            if members.isEmpty { return nil }
            conditions.append(.isIn(key, members.sorted()))
        }
        if let dates = filter.dates {
            conditions.append(.from("date", Self.milliseconds(dates.lowerBound)))
            conditions.append(.below("date", Self.milliseconds(dates.upperBound)))
        }
        self = conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .isIn(let key, let members): try container.encode(["$in": members], forKey: Key(key))
        case .from(let key, let bound): try container.encode(["$gte": bound], forKey: Key(key))
        case .below(let key, let bound): try container.encode(["$lt": bound], forKey: Key(key))
        case .all(let conditions): try container.encode(conditions, forKey: Key("$and"))
        }
    }

    /// As the database keeps it.
    static func milliseconds(_ date: Date) -> Int64 {
        guard case .integer(let milliseconds) = date.sqlValue else { return 0 }
        return milliseconds
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
