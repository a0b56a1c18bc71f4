import NIOCore
import NIOPosix
import Relay

/// A server whose connections a test takes one by one and answers by hand.
struct TestUpstream {
    let channel: any Channel
    let port: Int
    private let connections: AsyncStream<TestConnection>.Iterator

    static func start() async throws -> TestUpstream {
        let (stream, continuation) = AsyncStream<TestConnection>.makeStream()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    continuation.yield(try TestConnection.adopt(channel))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return TestUpstream(
            channel: channel,
            port: channel.localAddress?.port ?? 0,
            connections: stream.makeAsyncIterator()
        )
    }

    var address: RelayAddress { .tcp(host: "127.0.0.1", port: port) }

    /// The next connection that the relay opens.
    func accept() async throws -> TestConnection {
        let box = Sent(connections)
        return try await within(.seconds(5), "a connection to the upstream") {
            var iterator = box.value
            guard let connection = await iterator.next() else { throw TimedOut(description: "upstream closed") }
            return connection
        }
    }
}

/// One test uses the iterator at a time; the stream behind it is shared.
private struct Sent: @unchecked Sendable {
    let value: AsyncStream<TestConnection>.Iterator

    init(_ value: AsyncStream<TestConnection>.Iterator) {
        self.value = value
    }
}
