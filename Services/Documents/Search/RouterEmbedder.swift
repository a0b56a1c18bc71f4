import Daemon
import InferenceClient
import Retrieval
import SuiteProtocol
import Synchronization

/// Vectors from whatever the inference-router has for them, asked as the daemon itself.
///
/// What documents say counts as clinical: no endpoint outside of the institution is given it.
final class RouterEmbedder: Embedder {
    private struct Known {
        let model: String?
        let until: ContinuousClock.Instant
    }

    private let inference: InferenceClient
    private let asked: String
    private let known = Mutex<Known?>(nil)

    /// How soon another model is noticed, and one after there was none.
    private static let lifetime = Duration.seconds(60)
    private static let lifetimeOfNone = Duration.seconds(15)

    /// - Parameter model: nil for any that serves `embeddings`.
    init(_ inference: InferenceClient, model: String?) {
        self.inference = inference
        asked = model ?? "embeddings"
    }

    /// As the answer to a word says it: a capability is served by one model now and by another later.
    func model() async -> String? {
        if let known = known.withLock({ $0 }), known.until > .now { return known.model }
        let model = try? await embeddings(of: ["a"], by: asked).model
        if Task.isCancelled { return model }
        let lifetime = model == nil ? Self.lifetimeOfNone : Self.lifetime
        known.withLock { $0 = Known(model: model, until: .now + lifetime) }
        return model
    }

    func embed(_ texts: [String], model: String) async throws -> [[Float]] {
        do {
            return try await embeddings(of: texts, by: model).vectors
        } catch {
            // It may be gone.
            known.withLock { $0 = nil }
            throw error
        }
    }

    private func embeddings(of texts: [String], by model: String) async throws -> Embeddings {
        try await inference.embed(texts, model: model, dataClass: .clinical, trace: TraceContext())
    }
}
