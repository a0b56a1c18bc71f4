import Daemon
import NIOCore
import SuiteProtocol
import Yams

/// Reads one entry of `routes`.
struct RouteReader {
    /// Daemons that the same file names.
    let known: Set<String>

    func route(_ node: Node) throws(ConfigurationFault) -> Route {
        var section = try ConfigurationSection(node, name: "a route")
        let path = try path(section.require("path"))
        let rewrite: String?
        if let entry = section.take("rewrite") { rewrite = try self.path(entry) } else { rewrite = nil }
        let daemon = try daemon(section.require("daemon"))
        let access = try access(section.require("allow"))
        let rate = try rate(section.take("rate"), access)
        let bodyLimit = try section.take("body_limit")?.size() ?? 1 << 20
        let isStreaming = try section.take("streaming")?.flag() ?? false
        let timeouts = try timeouts(section.take("timeout"), isStreaming ? .stream : .answer)
        let allowsWebSocket = try section.take("websocket")?.flag() ?? false
        let errors = try errors(section.take("errors"))
        try section.finish()
        return Route(
            path: path,
            rewrite: rewrite,
            daemon: daemon,
            access: access,
            rate: rate,
            bodyLimit: bodyLimit,
            timeouts: timeouts,
            isStreaming: isStreaming,
            allowsWebSocket: allowsWebSocket,
            errors: errors
        )
    }

    private func path(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> String {
        let path = try entry.text()
        let isClean = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/-._~".utf8.contains(byte)
            }
        }
        guard path.hasPrefix("/"), isClean, path == "/" || !path.hasSuffix("/"), !path.contains("//") else {
            throw entry.fault("expected a path such as /api/chat, with no slash at its end")
        }
        return path
    }

    private func daemon(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> String {
        let daemon = try entry.text()
        guard daemon == RouteTable.own || known.contains(daemon) else {
            throw entry.fault("\(daemon) is not one of the daemons above")
        }
        return daemon
    }

    private func access(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> Access {
        if case .sequence(let nodes) = entry.node {
            var roles: Set<Role> = []
            for node in nodes {
                guard let role = node.scalar.flatMap({ Role(rawValue: $0.string) }) else {
                    throw ConfigurationFault(
                        line: node.mark?.line ?? entry.line,
                        key: entry.key,
                        reason: "expected roles: \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                roles.insert(role)
            }
            guard !roles.isEmpty else { throw entry.fault("names no role") }
            return .roles(roles)
        }
        switch try entry.text() {
        case "public": return .anyone
        case "local": return .local
        case "user": return .user
        case "visitor": return .visitor
        case let text:
            guard let permission = Permission(rawValue: text) else {
                throw entry.fault(
                    "expected public, visitor, local, user, a list of roles or a permission: "
                        + Permission.allCases.map(\.rawValue).joined(separator: ", ")
                )
            }
            return .permission(permission)
        }
    }

    private func rate(
        _ entry: ConfigurationEntry?,
        _ access: Access
    ) throws(ConfigurationFault) -> RateRule {
        guard let entry else { return access == .anyone ? .fixed(.public) : .byMethod }
        let text = try entry.text()
        if text == "none" { return .unlimited }
        guard let rate = RateClass(rawValue: text), rate != .upload else {
            throw entry.fault("expected model, read, write, public or none")
        }
        return .fixed(rate)
    }

    private func errors(_ entry: ConfigurationEntry?) throws(ConfigurationFault) -> ErrorDialect {
        guard let entry else { return .problem }
        guard let style = ErrorDialect(rawValue: try entry.text()) else {
            throw entry.fault("expected problem, openai or ollama")
        }
        return style
    }

    private func timeouts(
        _ entry: ConfigurationEntry?,
        _ standard: Route.Timeouts
    ) throws(ConfigurationFault) -> Route.Timeouts {
        guard let entry else { return standard }
        var timeouts = standard
        var section = try ConfigurationSection(entry.node, name: entry.key)
        if let connect = section.take("connect") { timeouts.connect = try connect.duration() }
        if let header = section.take("header") { timeouts.header = try header.duration() }
        if let idle = section.take("idle") { timeouts.idle = try idle.duration() }
        if let total = section.take("total") {
            timeouts.total = try total.text() == "none" ? nil : total.duration()
        }
        try section.finish()
        return timeouts
    }
}
