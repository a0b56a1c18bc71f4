import NIOCore
import NIOPosix
import NIOSSL

/// A connection being opened, that can be given up at once.
final class ConnectAttempt {
    private(set) var isCancelled = false
    private var channels: [any Channel] = []

    func cancel() {
        isCancelled = true
        for channel in channels { channel.close(promise: nil) }
        channels = []
    }

    /// Calls back once, on the event loop.
    func connect(
        to upstream: Upstream,
        timeout: TimeAmount,
        on eventLoop: any EventLoop,
        then: @escaping (Result<any Channel, UpstreamFailure>) -> Void
    ) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.writeBufferWaterMark, value: .init(low: 32_768, high: 65_536))
            .channelOption(.maxMessagesPerRead, value: 2)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // A name may have several addresses, and each try is a channel.
                    bound.value.channels.append(channel)
                    guard let tls = upstream.tls else { return }
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: tls, serverHostname: upstream.serverName)
                    )
                }
            }
        let channel: EventLoopFuture<any Channel>
        if let address = upstream.socketAddress {
            channel = bootstrap.connect(to: address)
        } else if case .tcp(let host, let port) = upstream.address {
            channel = bootstrap.connect(host: host, port: port)
        } else {
            return then(.failure(.unreachable))
        }
        channel.assumeIsolated().whenComplete { result in
            self.channels = []
            then(result.mapError(Self.failure))
        }
    }

    private static func failure(_ error: any Error) -> UpstreamFailure {
        switch error {
        case let error as IOError:
            switch error.errnoCode {
            case ECONNREFUSED, ENOENT: .refused
            case ETIMEDOUT: .connectTimeout
            default: .unreachable
            }
        case ChannelError.connectTimeout: .connectTimeout
        case let error as NIOConnectionError:
            error.connectionErrors.last.map { failure($0.error) } ?? .unreachable
        default: .unreachable
        }
    }
}
