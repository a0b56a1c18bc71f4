/// Turns texts into vectors, where a model for that is connected.
package protocol Embedder: Sendable {
    /// The model that `embed` asks; nil where there is none at present.
    func model() async -> String?
    /// A vector for each text, in their order and all of one length.
    func embed(_ texts: [String]) async throws -> [[Float]]
}
