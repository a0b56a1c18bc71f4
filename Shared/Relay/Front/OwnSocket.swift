import Daemon
import Foundation
import NIOCore
import NIOPosix

/// The Unix socket on which a daemon's own application listens, for nobody but its front.
package struct OwnSocket: Sendable {
    package let path: String

    /// The kernel's limit for such a path, without its final zero.
    private static let longest = 107

    /// In `CONSULTA_HOME/run`; where that path is too long, in a folder of its own among the temporary ones.
    package init(_ environment: DaemonEnvironment) throws {
        let name = "\(environment.product).sock"
        let usual = try environment.path("run", name)
        guard usual.utf8.count > Self.longest else {
            path = usual
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "consulta-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        path = folder.appending(path: name).path
    }

    /// Takes away what a killed daemon left behind, but not the socket of one that runs.
    package func makeRoom() async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let connection = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: path).get()
        if let connection {
            try? await connection.close()
            throw ConfigurationError("CONSULTA_HOME", "another daemon is running there (\(path))")
        }
        try FileManager.default.removeItem(atPath: path)
    }

    /// The folder keeps others out already; this holds where `CONSULTA_HOME` was made by somebody more generous.
    package func protect() {
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
