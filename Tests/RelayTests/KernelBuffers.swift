import Glibc

/// How much the kernel may keep for one side of a connection.
enum KernelBuffers {
    static let largestSend = largest("wmem")
    static let largestReceive = largest("rmem")

    /// More than two connections can hold with a little of ours: its limits differ between machines.
    static let bounded = 2 * (largestSend + largestReceive) + 4 * 1_048_576
    static let plenty = max(100 * 1_048_576, 2 * bounded)

    private static func largest(_ name: String) -> Int {
        guard let file = fopen("/proc/sys/net/ipv4/tcp_\(name)", "r") else { return 8 * 1_048_576 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 8 * 1_048_576 }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split { !$0.isNumber }.last.flatMap { Int($0) } ?? 8 * 1_048_576
    }
}
