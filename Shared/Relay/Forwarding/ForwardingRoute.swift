import NIOCore

/// A way to an upstream: what becomes of the path, what may pass and for how long. Made once for each route.
package final class ForwardingRoute: Sendable {
    /// What it is called in logs and metrics; never a path with ids in it.
    package let name: String
    package let upstream: Upstream
    /// Taken off the front of the path …
    package let prefix: String
    /// … and this put there instead.
    package let replacement: String
    package let settings: Settings

    package struct Settings: Sendable {
        /// Bytes of a request's body; more is answered with 413 as soon as it is known.
        package var bodyLimit = 1_048_576
        package var timeouts = UpstreamTimeouts()
        package var allowsUpgrade = false
        /// Whether the upstream is asked by the client's `Host` instead of its own.
        package var keepsHost = false
        /// nil: idempotent methods only.
        package var mayResend: Bool?
        /// Request fields (names in lower case) that never reach the upstream.
        package var removedRequestFields: [String] = []
        /// Response fields (names in lower case) that never reach the client.
        package var removedResponseFields: [String] = []
        /// Lines added to every answer.
        package var addedResponseFields = FieldLines([])
        /// Paths of the upstream that no route leads to, also not by an encoded way.
        package var forbiddenPaths = ["/internal"]

        package init() {}
    }

    package init(
        name: String,
        upstream: Upstream,
        prefix: String = "",
        replacement: String = "",
        settings: Settings = Settings()
    ) {
        self.name = name
        self.upstream = upstream
        self.prefix = prefix
        self.replacement = replacement
        self.settings = settings
    }
}

/// A route with what this request adds to it.
package struct ForwardingPlan: Sendable {
    package var route: ForwardingRoute
    /// Fields of the request that are not passed on: a cookie that became a token, say.
    package var droppedFields: KnownFieldSet
    package var addedRequestFields: FieldLines?
    package var addedResponseFields: FieldLines?
    package var hold: (any ExchangeHold)?

    package init(
        _ route: ForwardingRoute,
        dropping droppedFields: KnownFieldSet = [],
        addedRequestFields: FieldLines? = nil,
        addedResponseFields: FieldLines? = nil,
        hold: (any ExchangeHold)? = nil
    ) {
        self.route = route
        self.droppedFields = droppedFields
        self.addedRequestFields = addedRequestFields
        self.addedResponseFields = addedResponseFields
        self.hold = hold
    }
}
