import Foundation
import Glibc

/// A file system of one megabyte, where the tests may mount one.
enum SmallDisk {
    static let isPossible: Bool = {
        let folder = "/tmp/consulta-mount-\(UInt32.random(in: 0...UInt32.max))"
        guard mkdir(folder, 0o700) == 0 else { return false }
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount2(folder, Int32(MNT_DETACH)) == 0
    }()

    /// Mounted at `folder` while `body` runs.
    static func run(at folder: String, _ body: () async throws -> Void) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { throw Failure(code: errno) }
        defer { umount2(folder, Int32(MNT_DETACH)) }
        try await body()
    }

    struct Failure: Error { let code: Int32 }
}
