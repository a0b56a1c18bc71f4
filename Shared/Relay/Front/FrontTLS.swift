import Daemon
import Foundation
import Glibc
import Logging
import NIOCertificateReloading
import NIOCore
import NIOSSL
import ServiceLifecycle

/// TLS 1.2 and 1.3 before a front. Certificate and key are read again every minute, and when asked to: connections that
/// begin afterwards get the new ones, and a pair that doesn't fit leaves the old one in force.
package struct FrontTLS: Service {
    private let reloader: TimedCertificateReloader
    private let context: NIOSSLContext

    private struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws where the files can't be read, don't belong together, or others than its owner may read the key.
    ///
    /// - Parameters:
    ///   - certificate: PEM, the server's first and then those that vouch for it.
    ///   - key: PEM, mode 0600.
    package init(certificate: String, key: String, refresh: Duration = .seconds(60), logger: Logger) throws {
        let sources = TimedCertificateReloader.Configuration(
            refreshInterval: refresh,
            certificateSource: .init(location: .memory { try Self.read(certificate) }, format: .pem),
            privateKeySource: .init(location: .memory { try Self.readPrivate(key) }, format: .pem)
        ) { configuration in
            configuration.onCertificateLoaded = { loaded in
                guard loaded.previousCertificateChain != loaded.currentCertificateChain else { return }
                logger.notice("the certificate was read")
            }
            configuration.onCertificateLoadFailed = { failure in
                logger.error("the certificate can't be read", metadata: ["error": "\(failure.error)"])
            }
        }
        reloader = try .makeReloaderValidatingSources(configuration: sources)
        var configuration = try TLSConfiguration.makeServerConfiguration(certificateReloader: reloader)
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        context = try NIOSSLContext(configuration: configuration)
    }

    package func run() async throws {
        try await reloader.run()
        // It returns when shutdown begins; a service that did so earlier would end the daemon.
        try? await gracefulShutdown()
    }

    package func reload() throws {
        try reloader.reload()
    }

    func handler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: context)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Unreadable(description: "\(path) can't be read")
        }
        return Array(bytes)
    }

    private static func readPrivate(_ path: String) throws -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Unreadable(description: "\(path) can't be read") }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw Unreadable(description: "\(path) can be read by others than its owner: chmod 600")
        }
        return try read(path)
    }
}
