import Daemon
import Foundation
import Relay
import Synchronization

/// The daemons as the relay reaches them. An upstream is kept as long as its address: its connections hang on it.
final class Upstreams: Sendable {
    private let own: Upstream
    private let known = Mutex<[String: Upstream]>([:])

    /// - Parameter socket: where the gateway's own endpoints listen.
    init(socket: String) {
        own = Upstream(name: RouteTable.own, address: .unix(path: socket))
    }

    /// nil for a daemon that isn't installed.
    func upstream(of product: String, in table: RouteTable) throws -> Upstream? {
        if product == RouteTable.own { return own }
        guard let daemon = table.daemon(product), daemon.isInstalled else { return nil }
        return try known.withLock { known in
            let key = "\(product) \(daemon.url)"
            if let upstream = known[key] { return upstream }
            let upstream = try Self.upstream(product, daemon.url)
            known[key] = upstream
            return upstream
        }
    }

    private static func upstream(_ product: String, _ url: String) throws -> Upstream {
        let key = environmentName("\(product).url")
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.user == nil
        else { throw ConfigurationError(key, "expected http://host:port") }
        let isSecure = parts.scheme == "https"
        let address = String(host.trimmingPrefix("[").prefix { $0 != "]" })
        return Upstream(
            name: product,
            address: .tcp(host: address, port: parts.port ?? (isSecure ? 443 : 80)),
            tls: isSecure ? try Upstream.clientTLS() : nil
        )
    }
}
