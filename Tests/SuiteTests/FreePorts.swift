import NIOCore
import NIOPosix

/// Ports of loopback on which nobody listens, below those that the kernel gives to outgoing connections: one of these
/// could take a port before its daemon does.
enum FreePorts {
    private static let range = 20_000..<30_000

    static func take(_ count: Int) -> [Int] {
        var channels: [any Channel] = []
        // Bound together, so that none is given twice.
        defer { for channel in channels { try? channel.close().wait() } }
        while channels.count < count {
            let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            if let channel = try? bootstrap.bind(host: "127.0.0.1", port: .random(in: range)).wait() {
                channels.append(channel)
            }
        }
        return channels.compactMap { $0.localAddress?.port }
    }
}
