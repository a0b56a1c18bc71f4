/// Turns texts into vectors, where a model for that is connected.
package protocol Embedder: Sendable {
    /// The model that there is at present; nil for none.
    func model() async -> String?
    /// A vector for each text, in their order and all of one length, by that model and no other.
    func embed(_ texts: [String], model: String) async throws -> [[Float]]
}
