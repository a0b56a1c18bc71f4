import Daemon
import Logging
import Relay

extension FrontSettings {
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
