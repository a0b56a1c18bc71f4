import AsyncHTTPClient
import Daemon
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// Vectors of texts, in the texts' order, and the model that made them.
package struct Embeddings: Sendable, Equatable {
    package let model: String
    package let vectors: [[Float]]
}

extension InferenceClient {
    /// Asks for a vector of each text.
    ///
    /// - Parameters:
    ///   - model: a capability (`embeddings`) or the name of a model.
    ///   - principal: nil for the daemon itself, for what nobody waits for.
    /// - Throws: `InferenceError`, or `CancellationError`.
    package func embed(
        _ texts: [String],
        model: String,
        dataClass: DataClass,
        actingFor principal: Principal? = nil,
        trace: TraceContext
    ) async throws -> Embeddings {
        let body = try WireJSON.encoder().encode(EmbeddingsRequest(model: model, input: texts))
        let response = try await post(body, to: "/v1/embeddings", dataClass, actingFor: principal, trace)
        let answer: EmbeddingsAnswer
        do {
            let bytes = try await response.body.collect(upTo: 64 << 20)
            answer = try WireJSON.decoder().decode(EmbeddingsAnswer.self, from: Data(buffer: bytes))
        } catch {
            try Task.checkCancellation()
            throw InferenceError.interrupted
        }
        let vectors = answer.data.sorted { $0.index < $1.index }.map(\.embedding)
        guard vectors.count == texts.count else { throw InferenceError.interrupted }
        return Embeddings(model: answer.model, vectors: vectors)
    }
}

private struct EmbeddingsRequest: Encodable {
    let model: String
    let input: [String]
}

private struct EmbeddingsAnswer: Decodable {
    struct Item: Decodable {
        let index: Int
        let embedding: [Float]
    }

    let model: String
    let data: [Item]
}
