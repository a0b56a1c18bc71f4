import Daemon
import Logging
import Relay
import ServiceLifecycle

extension FrontSettings {
    /// What reads the certificate again.
    var services: [any Service] {
        if let tls { [tls] } else { [] }
    }

    /// Takes up TLS where files for it are named; what is wrong with them stops the daemon.
    mutating func secure(_ files: TLSFiles?, _ logger: Logger) throws {
        guard let files else { return }
        do {
            tls = try FrontTLS(certificate: files.certificate, key: files.key, logger: logger)
            scheme = "https"
        } catch {
            throw ConfigurationError("GATEWAY_TLS_CERTIFICATE, GATEWAY_TLS_KEY", "\(error)")
        }
    }
}
