import Daemon
import Foundation

/// Where e-mail is handed in: `smtp://[user:password@]host[:587]`, or `smtps://host[:465]` for TLS from the beginning.
struct MailServer: Sendable {
    struct Credentials: Sendable {
        let user: String
        let password: String
    }

    let host: String
    let port: Int
    let beginsWithTLS: Bool
    let credentials: Credentials?

    init(_ url: String) throws(ConfigurationError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.path.isEmpty || parts.path == "/"
        else { throw ConfigurationError("ANALYSIS_SMTP_URL", "expected smtp://host or smtps://host") }
        self.host = host
        beginsWithTLS = scheme == "smtps"
        port = parts.port ?? (beginsWithTLS ? 465 : 587)
        credentials = parts.user.map { Credentials(user: $0, password: parts.password ?? "") }
    }

    var isAddress: Bool { host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } }
}
