import FoundationEssentials

/// Where an endpoint is, read from what an operator writes: a URL with or without `/v1`, or one that ends in what
/// another vendor has in its place (`/v1beta/openai`).
package struct EndpointAddress: Hashable, Sendable {
    package enum Malformed: Error, Equatable {
        case scheme, host, port, credentials, query

        var reason: String {
            switch self {
            case .scheme: "expected http:// or https://"
            case .host: "names no host"
            case .port: "is not a port"
            case .credentials: "a user name or password does not belong in the URL"
            case .query: "a query or fragment does not belong in the URL"
            }
        }
    }

    package let isTLS: Bool
    package let host: String
    package let port: Int
    /// What stands before `/v1`: empty, or begins with a slash and does not end with one.
    package let prefix: String
    /// What stands before `/chat/completions`.
    package let openAI: String

    package init(_ text: String) throws(Malformed) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            scheme == "http" || scheme == "https"
        else { throw .scheme }
        guard url.user == nil, url.password == nil else { throw .credentials }
        guard url.query == nil, url.fragment == nil else { throw .query }
        guard let name = url.host, !name.isEmpty else { throw .host }
        isTLS = scheme == "https"
        host = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name.lowercased()
        port = url.port ?? (isTLS ? 443 : 80)
        guard (1...65_535).contains(port) else { throw .port }
        var path = url.path[...]
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/v1") { path.removeLast(3) }
        while path.hasSuffix("/") { path.removeLast() }
        prefix = String(path)
        openAI = path.hasSuffix("/openai") ? prefix : prefix + "/v1"
    }

    /// As people see it, and as probes call it: without `/v1`.
    package var url: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let isDefault = port == (isTLS ? 443 : 80)
        return "\(isTLS ? "https" : "http")://\(name)\(isDefault ? "" : ":\(port)")\(prefix)"
    }

    /// What OpenAI's paths are appended to.
    package var openAIURL: String { url + openAI.dropFirst(prefix.count) }

    /// On this machine or in its private network: short time limits, frequent probes.
    package var isLocal: Bool {
        if host == "localhost" || host == "::1" || host.hasSuffix(".local") || host.hasSuffix(".internal") {
            return true
        }
        if host.contains(":") { return host.hasPrefix("fd") || host.hasPrefix("fe80") }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let octets = parts.compactMap { UInt8($0) }
        guard octets.count == 4, parts.count == 4 else { return parts.count == 1 }
        switch (octets[0], octets[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31), (169, 254): return true
        default: return false
        }
    }
}
