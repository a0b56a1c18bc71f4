import Daemon
import Foundation
import NIOCore
import NIOPosix

/// The Unix socket on which the gateway's own endpoints listen, for nobody but its front.
struct OwnSocket: Sendable {
    let path: String

    /// The kernel's limit for such a path, with its final zero.
    private static let longest = 107

    /// - Parameter path: where it stands in `CONSULTA_HOME`; a folder of its own in `/tmp` where that is too long.
    init(path: String) throws {
        guard path.utf8.count > Self.longest else {
            self.path = path
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "consulta-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        self.path = folder.appending(path: "gateway.sock").path
    }

    /// Takes away what a killed gateway left behind, but not the socket of one that runs.
    func makeRoom() async throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let connection = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: path).get()
        if let connection {
            try? await connection.close()
            throw ConfigurationError("CONSULTA_HOME", "another gateway is running there (\(path))")
        }
        try FileManager.default.removeItem(atPath: path)
    }

    /// The folder keeps others out already; this holds where `CONSULTA_HOME` was made by somebody more generous.
    func protect() {
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
