import DaemonTesting
import Foundation

/// A disk of a few mebibytes that one process alone sees in the place of a folder, and that a test fills.
struct SmallDisk {
    /// Whether this machine lets us mount one.
    static let isPossible = (try? status(of: ["/usr/bin/unshare", "--mount", "--map-root-user", "/bin/true"])) == 0

    let process: Int32
    let folder: String

    /// Runs a program that has the disk from its start.
    static func command(_ mebibytes: Int, _ folder: String, _ program: String) -> [String] {
        let script = #"mount -t tmpfs -o mode=700,size="$1"m none "$2" && exec "$3""#
        return ["/usr/bin/unshare", "--mount", "--map-root-user", "/bin/sh", "-c", script, "sh"]
            + ["\(mebibytes)", folder, program]
    }

    /// As the process sees it.
    private var place: String { "/proc/\(process)/root\(folder)" }
    private var filler: String { place + "/filler" }
    /// What the system gives at a time.
    private static let block = 4_096

    /// Leaves so many bytes, or fewer where the process writes meanwhile.
    func fill(but left: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: place)[.systemFreeSize] as? Int ?? 0
        try Data().write(to: URL(filePath: filler))
        let file = try FileHandle(forWritingTo: URL(filePath: filler))
        var rest = max(0, free - left)
        // Large pieces first: the process writes, too.
        for size in [1 << 20, Self.block] {
            while rest >= size, (try? file.write(contentsOf: Data(count: size))) != nil { rest -= size }
        }
        try file.close()
    }

    func clear() throws { try FileManager.default.removeItem(atPath: filler) }

    /// Below a folder of it.
    func files(below path: String) -> [String] {
        FileManager.default.enumerator(atPath: "\(place)/\(path)")?.compactMap { $0 as? String } ?? []
    }

    private static func status(of command: [String]) throws -> Int32 {
        let process = Unmasked.process(command[0], Array(command.dropFirst()))
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
