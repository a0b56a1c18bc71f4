import NIOCore
import NIOSSL

/// A server that requests are relayed to. Its identity is the key of its connections: make it once, keep it.
package final class Upstream: Sendable {
    /// What it is called in logs and metrics.
    package let name: String
    package let address: RelayAddress
    /// The `Host` it is asked by.
    package let host: String
    package let limits: PoolLimits

    let tls: NIOSSLContext?
    let serverName: String?
    /// Known where the address needs no resolver.
    let socketAddress: SocketAddress?

    /// - Parameter tls: the shared context for `https`; certificates are checked against `address`'s host.
    package init(
        name: String,
        address: RelayAddress,
        host: String? = nil,
        tls: NIOSSLContext? = nil,
        limits: PoolLimits = PoolLimits()
    ) {
        self.name = name
        self.address = address
        self.tls = tls
        self.limits = limits
        switch address {
        case .tcp(let server, let port):
            self.socketAddress = try? SocketAddress(ipAddress: server, port: port)
            let isDefaultPort = port == (tls == nil ? 80 : 443)
            let literal = server.contains(":") ? "[\(server)]" : server
            self.host = host ?? (isDefaultPort ? literal : "\(literal):\(port)")
            // An IP address is no server name (RFC 6066); it is checked against the certificate's addresses.
            self.serverName = socketAddress == nil ? server : nil
        case .unix(let path):
            self.socketAddress = try? SocketAddress(unixDomainSocketPath: path)
            self.host = host ?? "localhost"
            self.serverName = host
        }
    }

    /// A context that trusts the system's authorities and checks host names.
    package static func clientTLS() throws -> NIOSSLContext {
        try NIOSSLContext(configuration: .makeClientConfiguration())
    }
}

/// How many connections an event loop keeps to one upstream.
package struct PoolLimits: Sendable {
    package var maxConnections = 512
    package var maxIdle = 512
    /// Shorter than what servers usually allow, so that we close first.
    package var idleTimeout = TimeAmount.seconds(15)
    /// Requests that wait for a connection when all are taken.
    package var maxWaiting = 1024

    package init() {}
}
