import AsyncHTTPClient
import NIOCore
import ServiceLifecycle

/// A daemon's client for other daemons, closed after everything that uses it.
///
/// It follows no redirects, and says at once where nobody listens instead of trying until the deadline.
package struct HTTPClientService: Service {
    package let client: HTTPClient

    /// - Parameter configure: what differs from the above, such as how many connections a host may have.
    package init(configure: (inout HTTPClient.Configuration) -> Void = { _ in }) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(2)
        configuration.connectionPool.retryConnectionEstablishment = false
        configure(&configuration)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
