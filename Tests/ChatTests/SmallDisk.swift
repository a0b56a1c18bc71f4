import Foundation
import Glibc

/// A file system of a few megabytes, where the tests may mount one.
enum SmallDisk {
    static let isPossible: Bool = {
        let folder = "/tmp/consulta-mount-\(UInt32.random(in: 0...UInt32.max))"
        guard mkdir(folder, 0o700) == 0 else { return false }
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount2(folder, Int32(MNT_DETACH)) == 0
    }()

    /// Mounted at `folder` while `body` runs.
    static func run(at folder: String, megabytes: Int = 1, _ body: () async throws -> Void) async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m") == 0 else { throw Failure(code: errno) }
        defer { umount2(folder, Int32(MNT_DETACH)) }
        try await body()
    }

    /// Takes all that is left of it for a file.
    static func fill(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(code: errno) }
        defer { close(file) }
        let page = [UInt8](repeating: 0, count: 4_096)
        while write(file, page, page.count) > 0 {}
        guard errno == ENOSPC else { throw Failure(code: errno) }
    }

    struct Failure: Error { let code: Int32 }
}
