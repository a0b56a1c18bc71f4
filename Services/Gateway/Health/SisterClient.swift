import AsyncHTTPClient
import NIOCore
import NIOPosix
import ServiceLifecycle

/// The client that asks sister daemons about themselves. It ends with the daemon.
struct SisterClient: Service {
    let client: HTTPClient

    /// One that says at once where nobody listens, instead of trying until the deadline.
    static func make() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(1)
        return HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
    }

    func run() async throws {
        try? await gracefulShutdown()
        try await client.shutdown()
    }
}
