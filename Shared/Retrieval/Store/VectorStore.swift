/// Where vectors are kept and compared, if not in the index's own database and memory.
package protocol VectorStore: Sendable {
    /// Puts vectors in, each in place of one of the same passage and model.
    func put(_ vectors: [PlacedVector], model: String) async throws
    /// Returns once nothing of these passages is left, of whatever model.
    func remove(passages: [Int64]) async throws
    /// Returns once there are vectors of this model only.
    func keepOnly(model: String) async throws
    /// The passages whose vectors are nearest, nearest first, of those only that the filter lets through.
    func nearest(to vector: [Float], model: String, filter: Filter, limit: Int) async throws -> [Int64]
}

/// A passage's vector, with what filters ask for.
package struct PlacedVector: Sendable {
    package let passage: Int64
    package let source: PassageSource
    package let vector: [Float]

    package init(passage: Int64, source: PassageSource, vector: [Float]) {
        self.passage = passage
        self.source = source
        self.vector = vector
    }
}
