import NIOCore
import NIOPosix
import Synchronization

/// Ports of loopback on which nobody listens, below those that the kernel gives to outgoing connections: one of these
/// could take a port before its daemon does. A port is given once in a run of the tests, since suites that start at the
/// same time haven't bound theirs yet.
enum FreePorts {
    private static let range = 20_000..<30_000
    private static let given = Mutex<Set<Int>>([])

    static func take(_ count: Int) -> [Int] {
        var ports: [Int] = []
        while ports.count < count {
            let port = Int.random(in: range)
            if given.withLock({ $0.insert(port).inserted }), isFree(port) { ports.append(port) }
        }
        return ports
    }

    private static func isFree(_ port: Int) -> Bool {
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        guard let channel = try? bootstrap.bind(host: "127.0.0.1", port: port).wait() else { return false }
        try? channel.close().wait()
        return true
    }
}
