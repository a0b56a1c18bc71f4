import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Listens on one event loop, which everything of the simulator runs on.
struct SimulatorServer {
    let settings: Settings

    /// Runs until the process ends.
    func run() async throws {
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let port = try await loop.submit {
            let listener = Listener(
                loop: loop,
                host: settings.host,
                simulator: Simulator(settings: settings)
            )
            return listener.open(port: settings.port)
        }.flatMap { $0 }.get()
        if let portFile = settings.portFile {
            try Data("\(port)\n".utf8).write(to: URL(filePath: portFile), options: .atomic)
        }
        // Through a pipe, print would wait for a full buffer.
        FileHandle.standardOutput.write(Data("listening on http://\(settings.host):\(port)\n".utf8))
        if settings.endsWithStandardInput {
            let input = try await NIOPipeBootstrap(group: loop).takingOwnershipOfDescriptor(
                input: STDIN_FILENO
            ).get()
            try await input.closeFuture.get()
        } else {
            try await loop.makePromise(of: Void.self).futureResult.get()
        }
    }
}

/// The listening socket, which a fault closes for a while.
final class Listener {
    private let loop: any EventLoop
    private let host: String
    private let simulator: Simulator
    private var channel: (any Channel)?

    init(loop: any EventLoop, host: String, simulator: Simulator) {
        self.loop = loop
        self.host = host
        self.simulator = simulator
        simulator.refuseConnections = { [self] seconds in refuse(seconds) }
    }

    /// Returns the port.
    func open(port: Int) -> EventLoopFuture<Int> {
        let simulator = NIOLoopBound(simulator, eventLoop: loop)
        let bound = ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 4_096)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)),
                        ConnectionHandler(simulator: simulator.value)
                    )
                }
            }
            .bind(host: host, port: port)
        return bound.assumeIsolated().map { [self] channel in
            self.channel = channel
            return channel.localAddress?.port ?? port
        }.nonisolated()
    }

    private func refuse(_ seconds: Double) {
        guard let channel, let port = channel.localAddress?.port else { return }
        self.channel = nil
        channel.close(promise: nil)
        for connection in simulator.connections.values { connection.breakOff() }
        let pause = TimeAmount.nanoseconds(Int64(seconds * 1_000_000_000))
        loop.assumeIsolated().scheduleTask(in: pause) { [self] in _ = open(port: port) }
    }
}
