import Persistence

extension PassageStore {
    func keepEmbedding() async {}
    func forget() async {}
    func reloadVectors() async throws {}
    func takeVectors(of ids: [Int64]) async throws {}
    func meaning(of question: String) async -> [Float]? { nil }
    func nearest(to vector: [Float], filter: Filter, limit: Int) async throws -> [Int64] { [] }
}
