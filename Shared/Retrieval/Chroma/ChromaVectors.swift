import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

import Synchronization

/// Vectors in a Chroma server (its HTTP API, version 2): a collection a model, cosine, no texts.
///
/// Filters are conditions on the metadata of each vector, which Chroma applies inside of its search.
package final class ChromaVectors: VectorStore {
    private let database: String
    private let prefix: String
    private let client: HTTPClient
    /// Ids of collections, by their names.
    private let known = Mutex<[String: String]>([:])

    /// - Parameters:
    ///   - url: of the server, `http://127.0.0.1:8000`.
    ///   - name: whose vectors these are: their collections' names begin with it. Letters, digits and hyphens.
    package init(url: String, name: String, client: HTTPClient) {
        let url = url.hasSuffix("/") ? String(url.dropLast()) : url
        database = url + "/api/v2/tenants/default_tenant/databases/default_database"
        prefix = "consulta-\(name)-"
        self.client = client
    }

    package func put(_ vectors: [PlacedVector], model: String) async throws {
        guard !vectors.isEmpty else { return }
        let body = ChromaVectorsBody(
            ids: vectors.map { "\($0.passage)" },
            embeddings: vectors.map(\.vector),
            metadatas: vectors.map { ChromaMetadata($0.source) }
        )
        let _: ChromaNothing = try await call(.POST, "/collections/\(try await id(of: model))/upsert", body)
    }

    package func remove(passages: [Int64]) async throws {
        guard !passages.isEmpty else { return }
        for collection in try await collections() {
            let body = ChromaIDs(ids: passages.map { "\($0)" })
            let _: ChromaNothing = try await call(.POST, "/collections/\(collection.id)/delete", body)
        }
    }

    package func keepOnly(model: String) async throws {
        let kept = name(of: model)
        for collection in try await collections() where collection.name != kept {
            let _: ChromaNothing = try await call(.DELETE, "/collections/\(collection.name)", ChromaNothing?.none)
            known.withLock { $0[collection.name] = nil }
        }
    }

    package func nearest(
        to vector: [Float],
        model: String,
        filter: Filter,
        limit: Int
    ) async throws -> [Int64] {
        guard let condition = ChromaCondition(filter), limit > 0 else { return [] }
        let body = ChromaQuery(queryEmbeddings: [vector], nResults: limit, where: condition, include: [])
        let answer: ChromaAnswer = try await call(.POST, "/collections/\(try await id(of: model))/query", body)
        return answer.ids.first?.compactMap { Int64($0) } ?? []
    }

    /// In hexadecimal digits, since Chroma's names take few characters.
    private func name(of model: String) -> String {
        prefix + model.utf8.prefix(200).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private func id(of model: String) async throws -> String {
        let name = name(of: model)
        if let id = known.withLock({ $0[name] }) { return id }
        let collection: ChromaCollection = try await call(.POST, "/collections", ChromaNewCollection(name: name))
        known.withLock { $0[name] = collection.id }
        return collection.id
    }

    private func collections() async throws -> [ChromaCollection] {
        var found: [ChromaCollection] = []
        var offset = 0
        while true {
            let path = "/collections?limit=100&offset=\(offset)"
            let page: [ChromaCollection] = try await call(.GET, path, ChromaNothing?.none)
            found += page.filter { $0.name.hasPrefix(prefix) }
            if page.count < 100 { return found }
            offset += 100
        }
    }

    private func call<Answer: Decodable>(
        _ method: HTTPMethod,
        _ path: String,
        _ body: (some Encodable)?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: database + path)
        request.method = method
        if let body {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: try encoder.encode(body)))
        }
        let response = try await client.execute(request, timeout: .seconds(20))
        guard response.status == .ok else {
            // The collection that was known may be gone.
            if response.status == .notFound { known.withLock { $0 = [:] } }
            throw ChromaError.refused(status: Int(response.status.code))
        }
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return try JSONDecoder().decode(Answer.self, from: Data(buffer: bytes))
    }
}

/// Why Chroma did not do it.
package enum ChromaError: Error, Equatable {
    case refused(status: Int)
}
