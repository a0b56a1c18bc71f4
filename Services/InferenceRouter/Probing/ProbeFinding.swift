import NIOCore

/// What a probe found out.
package enum ProbeFinding: Equatable, Sendable {
    case alive(Listing)
    /// 429: it is there and wants a pause.
    case limited(TimeAmount)
    /// 401 or 403: the configuration is wrong.
    case refusesUs(String)
    case dead(String)

    package struct Listing: Equatable, Sendable {
        package let kind: EndpointKind
        package let models: [String]
        /// What is in memory now, where the endpoint tells.
        package let loaded: Set<String>?

        package init(kind: EndpointKind, models: [String], loaded: Set<String>? = nil) {
            self.kind = kind
            self.models = models
            self.loaded = loaded
        }
    }
}
