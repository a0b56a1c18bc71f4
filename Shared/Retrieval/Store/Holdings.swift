import Persistence

/// What a process has of the store in memory.
struct Holdings: Sendable {
    var index = PassageIndex()
    /// Those of one model, where no other store keeps them.
    var vectors: ModelVectors?

    /// Takes in chunks by their terms, in place of those of the same ids.
    mutating func add(_ passages: [(passage: Passage, terms: PassageTerms)]) {
        for (passage, terms) in passages { index.add(passage, terms) }
    }

    mutating func remove(_ ids: some Sequence<Int64>) {
        for id in ids {
            index.remove(id: id)
            vectors?.index.remove(id: id)
        }
    }

    /// Takes in a chunk's vector. One that can't be compared with the others is left out.
    mutating func put(_ vector: [Float], of id: Int64, model: String) {
        guard index.contains(id: id), !vector.isEmpty else { return }
        if vectors?.model != model {
            vectors = ModelVectors(model: model, index: VectorIndex(dimensions: vector.count))
        }
        try? vectors?.index.add(vector, id: id)
    }

    /// The chunks nearest to a vector of a model, of those that the filter lets through.
    func nearest(to vector: [Float], model: String, filter: Filter, limit: Int) throws -> [Int64] {
        guard let vectors, vectors.model == model else { return [] }
        let visible = index.slots.visible(to: filter)
        return try vectors.index.nearest(vector, limit: limit) { id in
            index.slots.slot(of: id).map { visible[$0] } ?? false
        }.map(\.id)
    }

    /// Those of the chunks that the filter lets through.
    func visible(_ ids: [Int64], to filter: Filter) -> [Int64] {
        let visible = index.slots.visible(to: filter)
        return ids.filter { id in index.slots.slot(of: id).map { visible[$0] } ?? false }
    }
}

/// Vectors, and the model that made them.
struct ModelVectors: Sendable {
    let model: String
    var index: VectorIndex
}
