import Daemon
import Foundation

/// The Unix socket on which the daemon's own application listens, for nobody but the front.
struct AdministrationSocket: Sendable {
    let path: String

    /// The kernel's limit for such a path, without its final zero.
    private static let longest = 107

    /// In `CONSULTA_HOME/run`; where that path is too long, in a folder of its own among the temporary ones.
    init(_ environment: DaemonEnvironment) throws {
        let name = "\(environment.product).sock"
        let usual = try environment.path("run", name)
        if usual.utf8.count <= Self.longest {
            path = usual
        } else {
            let folder = FileManager.default.temporaryDirectory.appending(path: "consulta-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            path = folder.appending(path: name).path
        }
        // A daemon that was killed leaves its socket behind.
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
}
