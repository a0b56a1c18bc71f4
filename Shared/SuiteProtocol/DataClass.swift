/// What may see the words of a request for a model: said by the daemon that asks, enforced by the inference-router.
package enum DataClass: String, Codable, CaseIterable, Sendable {
    case `public`, `internal`, clinical
}
