/// Vectors of one length, searched exactly: every one is compared. What is added is found as soon as the call returns.
package struct VectorIndex: Sendable {
    package struct Hit: Sendable, Equatable {
        package let id: Int64
        /// Cosine: 1 for the same direction.
        package let similarity: Float
    }

    package let dimensions: Int
    private var ids: [Int64] = []
    private var places: [Int64: Int] = [:]
    /// Of length one, each filled up with zeros to whole lanes.
    private var lanes: [SIMD16<Float>] = []
    private let lanesPerVector: Int

    /// - Parameter dimensions: 1 or more.
    package init(dimensions: Int) {
        precondition(dimensions > 0, "a vector has a dimension")
        self.dimensions = dimensions
        lanesPerVector = (dimensions + 15) / 16
    }

    package var count: Int { ids.count }

    /// Adds a vector, or puts it in the place of one of the same id.
    package mutating func add(_ vector: [Float], id: Int64) throws(VectorError) {
        let unit = try unit(vector)
        if let place = places[id] {
            lanes.replaceSubrange(place * lanesPerVector..<(place + 1) * lanesPerVector, with: unit)
        } else {
            places[id] = ids.count
            ids.append(id)
            lanes += unit
        }
    }

    /// Takes a vector out of memory; the last one moves to its place.
    package mutating func remove(id: Int64) {
        guard let place = places.removeValue(forKey: id) else { return }
        let last = ids.count - 1
        if place < last {
            ids[place] = ids[last]
            places[ids[place]] = place
            for lane in 0..<lanesPerVector {
                lanes[place * lanesPerVector + lane] = lanes[last * lanesPerVector + lane]
            }
        }
        ids.removeLast()
        lanes.removeLast(lanesPerVector)
    }

    /// The nearest vectors, nearest first; alike ones by id.
    ///
    /// - Parameter isVisible: asked before a vector is compared.
    package func nearest(
        _ query: [Float],
        limit: Int,
        where isVisible: (Int64) -> Bool = { _ in true }
    ) throws(VectorError) -> [Hit] {
        let query = try unit(query)
        guard limit > 0 else { return [] }
        var best: [Hit] = []
        var least = -Float.infinity
        func cut() {
            best.sort { ($0.similarity, $1.id) > ($1.similarity, $0.id) }
            best.removeLast(max(0, best.count - limit))
        }
        let lanes = lanes.span
        for (place, id) in ids.enumerated() where isVisible(id) {
            var sum = SIMD16<Float>.zero
            let start = place * lanesPerVector
            for lane in 0..<lanesPerVector { sum += query[lane] * lanes[start + lane] }
            let similarity = sum.sum()
            guard similarity >= least else { continue }
            best.append(Hit(id: id, similarity: similarity))
            if best.count >= 2 * limit + 64 {
                cut()
                least = best[best.count - 1].similarity
            }
        }
        cut()
        return best
    }

    /// The vector at length one.
    private func unit(_ vector: [Float]) throws(VectorError) -> [SIMD16<Float>] {
        guard vector.count == dimensions else { throw .dimensions(expected: dimensions, found: vector.count) }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0, length.isFinite else { throw .noDirection }
        return (0..<lanesPerVector).map { lane in
            var part = SIMD16<Float>.zero
            for index in lane * 16..<min((lane + 1) * 16, dimensions) { part[index % 16] = vector[index] / length }
            return part
        }
    }
}

/// A vector that an index can't take.
package enum VectorError: Error, Equatable {
    case dimensions(expected: Int, found: Int)
    /// All zeros, or with something that isn't a finite number.
    case noDirection
}
