import Glibc

/// A listener whose queue is full: whoever connects next waits for ever.
struct FullListener: Sendable {
    let port: Int
    private let descriptors: [CInt]
    private let own: Int

    init() throws {
        let listener = try LoopbackSocket.bound()
        guard listen(listener.descriptor, 0) == 0 else { throw TimedOut(description: "no listener") }
        port = listener.port
        descriptors = [listener.descriptor] + (0..<2).map { _ in LoopbackSocket.connecting(to: listener.port) }
        own = Self.attempts(port)
    }

    func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
    }

    var isBeingConnected: Bool { Self.attempts(port) > own }

    /// Sockets in state SYN_SENT towards the port.
    private static func attempts(_ port: Int) -> Int {
        guard let file = fopen("/proc/net/tcp", "r") else { return 0 }
        defer { fclose(file) }
        let digits = String(port, radix: 16, uppercase: true)
        let remote = "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits + " 02"
        var count = 0
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, 512, file) != nil {
            if strstr(line, remote) != nil { count += 1 }
        }
        return count
    }
}
