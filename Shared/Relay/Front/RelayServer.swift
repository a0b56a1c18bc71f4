import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// An HTTP/1.1 front: accepts clients and gives each event loop a source of exchanges. On graceful shutdown
/// it stops accepting, lets requests in flight end (with `connection: close`), and closes what is left after
/// the drain limit.
package final class RelayServer: Service {
    private let address: RelayAddress
    private let group: any EventLoopGroup
    private let settings: FrontSettings
    private let logger: Logger
    private let makeSource: @Sendable (RelayLoop) -> any ExchangeSource
    private let onBound: @Sendable (SocketAddress) -> Void

    /// Clients connected now.
    package let connections = ConnectionCount()

    /// - Parameters:
    ///   - group: the event loops to serve on; by default one for each core, shared with the process.
    ///   - onBound: called once with the address that was bound: port 0 asks for any.
    ///   - makeSource: called once on each event loop.
    package init(
        address: RelayAddress,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        settings: FrontSettings = FrontSettings(),
        logger: Logger,
        onBound: @escaping @Sendable (SocketAddress) -> Void = { _ in },
        makeSource: @escaping @Sendable (RelayLoop) -> any ExchangeSource
    ) {
        self.address = address
        self.group = group
        self.settings = settings
        self.logger = logger
        self.onBound = onBound
        self.makeSource = makeSource
    }

    package func run() async throws {
        let loops = try await LoopSet.make(on: group, source: makeSource)
        let channel = try await bind(loops)
        if let bound = channel.localAddress {
            logger.info("relay listens", metadata: ["address": "\(bound)"])
            onBound(bound)
        }
        try await withTaskCancellationHandler {
            try? await gracefulShutdown()
            try? await channel.close()
            try await loops.drain(within: settings.drainTimeout)
        } onCancel: {
            channel.close(promise: nil)
            loops.closeAll()
        }
    }

    private func bind(_ loops: LoopSet) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: settings.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 32_768, high: 65_536))
            .childChannelOption(.maxMessagesPerRead, value: 2)
            .childChannelInitializer { [settings, connections] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls = settings.tls { try channel.pipeline.syncOperations.addHandler(tls.handler()) }
                    let local = try loops.local(to: channel.eventLoop)
                    let connection = FrontConnection(
                        channel,
                        loop: local.loop,
                        settings: settings,
                        source: local.source,
                        count: connections
                    )
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        return switch address {
        case .tcp(let host, let port): try await bootstrap.bind(host: host, port: port).get()
        case .unix(let path):
            try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        }
    }
}
