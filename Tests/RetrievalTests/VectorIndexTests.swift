import Retrieval
import Testing

struct VectorIndexTests {
    @Test func findsTheNearestWhateverTheirLength() throws {
        var index = VectorIndex(dimensions: 3)
        try index.add([1, 0, 0], id: 1)
        try index.add([0, 5, 0], id: 2)
        try index.add([1, 1, 0], id: 3)
        let hits = try index.nearest([10, 1, 0], limit: 2)
        #expect(hits.map(\.id) == [1, 3])
        #expect(hits.allSatisfy { $0.similarity > 0.7 && $0.similarity <= 1.0001 })
        #expect(try index.nearest([0, -1, 0], limit: 3).map(\.id) == [1, 3, 2])
    }

    @Test func refusesWhatHasNoPlaceInIt() {
        var index = VectorIndex(dimensions: 2)
        for vector in [[], [1], [1, 2, 3]] as [[Float]] {
            let error = VectorError.dimensions(expected: 2, found: vector.count)
            #expect(throws: error) { try index.add(vector, id: 1) }
            #expect(throws: error) { try index.nearest(vector, limit: 5) }
        }
        for vector in [[0, 0], [.nan, 1], [.infinity, 1]] as [[Float]] {
            #expect(throws: VectorError.noDirection) { try index.add(vector, id: 1) }
        }
        #expect(index.count == 0)
    }

    @Test func replacesAndRemoves() throws {
        var index = VectorIndex(dimensions: 20)
        func axis(_ number: Int) -> [Float] { (0..<20).map { $0 == number ? 1 : 0 } }
        for id in 0..<20 { try index.add(axis(id), id: Int64(id)) }
        try index.add(axis(3), id: 7)
        index.remove(id: 3)
        index.remove(id: 3)
        index.remove(id: 19)
        #expect(index.count == 18)
        #expect(try index.nearest(axis(3), limit: 1).map(\.id) == [7])
        #expect(try index.nearest(axis(18), limit: 1).map(\.id) == [18])
        #expect(try !index.nearest(axis(0), limit: 20).contains { $0.id == 3 || $0.id == 19 })
    }

    @Test func hiddenVectorsLeaveTheirPlacesToOthers() throws {
        var index = VectorIndex(dimensions: 2)
        for id in Int64(1)...500 { try index.add([1, Float(id)], id: id) }
        let hits = try index.nearest([1, 0], limit: 3) { $0 % 2 == 0 }
        #expect(hits.map(\.id) == [2, 4, 6])
        #expect(try index.nearest([1, 0], limit: 500).map(\.id) == Array(1...500))
    }

    @Test func whatSeveralOrdersAgreeOnComesFirst() {
        #expect(RankFusion([([1, 2, 3], 1), ([3, 4], 1)]).ids == [3, 1, 2, 4])
        #expect(RankFusion([([1, 2], 1), ([2, 1], 3)]).ids == [2, 1])
        #expect(RankFusion([([1, 1, 2], 1)]).ids == [1, 2])
        #expect(RankFusion([]).ids.isEmpty)
    }
}
