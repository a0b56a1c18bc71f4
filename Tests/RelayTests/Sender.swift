import NIOCore
import Synchronization

/// Sends as fast as it is let, and counts.
final class Sender: Sendable {
    private let connection: TestConnection
    private let size: Int
    private let block: ByteBuffer
    private let count = Atomic<Int>(0)

    init(
        _ connection: TestConnection,
        _ size: Int,
        block: ByteBuffer = ByteBuffer(repeating: 0x61, count: 262_144)
    ) {
        self.connection = connection
        self.size = size
        self.block = block
    }

    var sent: Int { count.load(ordering: .relaxed) }

    func run() async throws {
        for _ in 0..<(size / block.readableBytes) {
            try await connection.send(block)
            count.wrappingAdd(block.readableBytes, ordering: .relaxed)
        }
    }

    /// Returns when nothing has moved for a while.
    func stalled() async throws {
        try await within(.seconds(5), "the sender to be held back") { [self] in
            var last = -1
            while sent != last || sent == 0 {
                last = sent
                try await Task.sleep(for: .milliseconds(150))
            }
        }
    }
}
