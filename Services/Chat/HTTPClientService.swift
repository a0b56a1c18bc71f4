import AsyncHTTPClient
import NIOCore
import ServiceLifecycle

/// The daemon's HTTP client, closed after everything that uses it.
struct HTTPClientService: Service {
    let client: HTTPClient

    /// - Parameter streams: answers that may be under way at once; each holds a connection of its own.
    init(streams: Int) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(2)
        // The router sends a comment every 15 s: three that are missing are a dead router.
        configuration.timeout.read = .seconds(50)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = streams
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
