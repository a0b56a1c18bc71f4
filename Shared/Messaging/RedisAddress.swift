import FoundationEssentials

/// Where Redis listens, as `REDIS_URL` says: `redis://[user:password@]host:port/db` or `unix:///path[?db=n]`.
package struct RedisAddress: Sendable, Equatable {
    enum Endpoint: Sendable, Equatable {
        case tcp(host: String, port: Int)
        case unix(path: String)
    }

    let endpoint: Endpoint
    let user: String?
    let password: String?
    let database: Int

    package init(_ url: String) throws(RedisAddressError) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else {
            throw RedisAddressError(reason: "is not a URL")
        }
        switch scheme {
        case "redis": try self.init(tcp: parts)
        case "unix": try self.init(unix: parts)
        case "rediss":
            throw RedisAddressError(reason: "asks for TLS (rediss://), which this build cannot speak: use redis://")
        default: throw RedisAddressError(reason: "must begin with redis:// or unix://")
        }
    }

    private init(tcp parts: URLComponents) throws(RedisAddressError) {
        guard let host = parts.host, !host.isEmpty else { throw RedisAddressError(reason: "names no host") }
        let port = parts.port ?? 6379
        guard (1...65535).contains(port) else { throw RedisAddressError(reason: "has a port outside 1-65535") }
        guard parts.query == nil, parts.fragment == nil else {
            throw RedisAddressError(reason: "takes no query or fragment after redis://host:port/db")
        }
        let user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        let password = parts.password.flatMap { $0.isEmpty ? nil : $0 }
        guard user == nil || password != nil else { throw RedisAddressError(reason: "names a user without a password") }
        endpoint = .tcp(host: host.trimmingPrefix("[").description.removingSuffix("]"), port: port)
        self.user = user
        self.password = password
        database = try Self.database(parts.path.trimmingPrefix("/").description)
    }

    private init(unix parts: URLComponents) throws(RedisAddressError) {
        guard parts.host?.isEmpty ?? true, parts.user?.isEmpty ?? true, parts.path.count > 1 else {
            throw RedisAddressError(reason: "must be unix:///path/of/the/socket")
        }
        // The kernel's limit for the path of a Unix socket, with its final zero.
        guard parts.path.utf8.count < 108 else {
            throw RedisAddressError(reason: "has a socket path of more than 107 bytes")
        }
        let items = parts.queryItems ?? []
        guard items.count <= 1, items.allSatisfy({ $0.name == "db" }) else {
            throw RedisAddressError(reason: "takes only ?db=n after the path of the socket")
        }
        endpoint = .unix(path: parts.path)
        user = nil
        password = nil
        database = try Self.database(items.first?.value ?? "")
    }

    private static func database(_ text: String) throws(RedisAddressError) -> Int {
        if text.isEmpty { return 0 }
        guard let number = Int(text), number >= 0 else {
            throw RedisAddressError(reason: "has a database that is not a number")
        }
        return number
    }
}

/// A `REDIS_URL` that cannot be used. Says why without repeating the value, which may hold a password.
package struct RedisAddressError: Error, Equatable, CustomStringConvertible {
    package let reason: String
    package var description: String { "REDIS_URL \(reason)" }
}

extension String {
    fileprivate func removingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
