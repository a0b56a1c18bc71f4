import NIOCore

/// Limits of a front. Everything a client can make us wait for or keep has one.
package struct FrontSettings: Sendable {
    /// Bytes of a request's head; at most 65,535.
    package var headLimit = 32_768
    package var fieldLimit = 100
    /// From the first byte of a head to its end.
    package var headTimeout = TimeAmount.seconds(15)
    /// Between two requests on one connection.
    package var keepAliveTimeout = TimeAmount.seconds(75)
    /// Between two reads of a body.
    package var bodyTimeout = TimeAmount.seconds(60)
    /// For a client that has stopped taking its answer.
    package var writeTimeout = TimeAmount.seconds(60)
    /// For a client to close its side once we have closed ours, and to end a request that is already answered.
    package var lingerTimeout = TimeAmount.seconds(5)
    /// Bytes of an answered request that are thrown away so that its connection can live on.
    package var discardLimit = 262_144
    package var maxConnections = 10_000
    package var backlog: Int32 = 1024
    /// How long requests in flight may take once shutdown has begun.
    package var drainTimeout = TimeAmount.seconds(30)
    /// What clients speak to this front, or to the TLS front before it where that does not say.
    package var scheme = "http"
    /// nil where clients speak plain HTTP to this front.
    package var tls: FrontTLS?
    package var trustedProxies = TrustedProxies()

    package init() {}
}
