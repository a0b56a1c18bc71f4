import Foundation
import NIOCore
import NIOPosix

/// Ports of loopback on which nobody listens.
enum FreePorts {
    static func take(_ count: Int) throws -> [Int] {
        // Bound together, so that none is given twice.
        let channels = try (0..<count).map { _ in
            try ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(host: "127.0.0.1", port: 0).wait()
        }
        defer { for channel in channels { try? channel.close().wait() } }
        return channels.compactMap { $0.localAddress?.port }
    }
}
