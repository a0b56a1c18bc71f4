/// How an endpoint is, as people are told.
package enum EndpointState: String, Codable, Sendable {
    /// Not probed yet.
    case starting
    case up
    case down
    /// Asked to be left alone for a while (429).
    case limited
    /// Answers, and refuses us (401, 403).
    case misconfigured
    /// Takes nothing new, by an administrator's wish.
    case draining
}

/// Which API an endpoint was found to have.
package enum EndpointKind: String, Codable, Sendable {
    case openAI = "openai"
    case ollama
}
