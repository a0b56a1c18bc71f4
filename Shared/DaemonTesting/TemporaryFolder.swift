import Foundation
import Glibc
import Synchronization

/// A folder that is gone afterwards. Its path is short: Unix sockets live in it.
package func withTemporaryDirectory<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    return try await body(folder.path)
}

/// A folder of this test process: `/tmp/consulta-<process>/<number>`. What processes left that were killed before they
/// could tidy up goes with the next one's first folder.
struct TemporaryFolder: Sendable {
    let path: String

    init() throws {
        _ = Self.sweep
        path = "\(Self.root)/\(Self.made.wrappingAdd(1, ordering: .relaxed).newValue)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static let prefix = "consulta-"
    private static let root = "/tmp/\(prefix)\(getpid())"
    private static let made = Atomic(0)

    private static let sweep: Void = {
        // Empty by then, unless a test leaks: that one is swept by the next process.
        atexit { rmdir(TemporaryFolder.root) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            try? FileManager.default.removeItem(atPath: "/tmp/\(name)")
        }
    }()
}
