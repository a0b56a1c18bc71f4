import DaemonTesting
import Foundation

extension TestRedis {
    /// Entries that ever came into a stream, by `redis-cli`: whoever reads it takes them away again.
    func additions(to stream: String) throws -> Int {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/redis-cli")
        process.arguments = ["-s", String(url.dropFirst("unix://".count)), "XINFO", "STREAM", stream]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n")
        return zip(lines, lines.dropFirst()).first { $0.0 == "entries-added" }.flatMap { Int($0.1) } ?? 0
    }
}
