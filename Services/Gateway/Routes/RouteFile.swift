import Daemon
import Foundation
import NIOCore
import SuiteProtocol
import Yams

/// Reads `gateway.conf`.
package struct RouteFile: Sendable {
    let path: String
    /// Where a daemon listens, by its name and its default port.
    let url: @Sendable (_ product: String, _ port: Int) throws -> String

    package init(path: String, url: @escaping @Sendable (_ product: String, _ port: Int) throws -> String) {
        self.path = path
        self.url = url
    }

    func load() throws -> RouteTable {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError("GATEWAY_CONF", "\(path) can't be read")
        }
        return try parse(text)
    }

    package func parse(_ text: String) throws -> RouteTable {
        var faults: [RouteFileError.Fault] = []
        do throws(RouteFileError.Fault) {
            var top = try ConfigurationSection(root(of: text), name: "gateway.conf")
            let daemons = try daemons(top.require("daemons"), &faults)
            let routes = try routes(top.require("routes"), known: Set(daemons.map(\.product)), &faults)
            try top.finish()
            if faults.isEmpty { return RouteTable(daemons: daemons, routes: routes) }
        } catch {
            faults.append(error)
        }
        throw RouteFileError(file: path, faults: faults)
    }

    private func root(of text: String) throws(RouteFileError.Fault) -> Node {
        do {
            if let node = try Yams.compose(yaml: text) { return node }
        } catch let error as YamlError {
            throw RouteFileError.Fault(line: error.line, key: "YAML", reason: error.reason)
        } catch {
            throw RouteFileError.Fault(line: 1, key: "YAML", reason: "\(error)")
        }
        throw RouteFileError.Fault(line: 1, key: "gateway.conf", reason: "is empty")
    }

    private func daemons(
        _ entry: ConfigurationEntry,
        _ faults: inout [RouteFileError.Fault]
    ) throws(RouteFileError.Fault) -> [RouteTable.Daemon] {
        var section = try ConfigurationSection(entry.node, name: entry.key)
        var daemons: [RouteTable.Daemon] = []
        for entry in section.takeAll() {
            do throws(RouteFileError.Fault) {
                daemons.append(try daemon(entry))
            } catch {
                faults.append(error)
            }
        }
        return daemons
    }

    private func daemon(_ entry: ConfigurationEntry) throws(RouteFileError.Fault) -> RouteTable.Daemon {
        guard entry.key != RouteTable.own else { throw entry.fault("is this daemon itself") }
        var section = try ConfigurationSection(entry.node, name: entry.key)
        let port = try section.require("port").number(in: 1...65_535)
        let isInstalled = try section.take("installed")?.flag() ?? true
        try section.finish()
        do {
            return RouteTable.Daemon(product: entry.key, url: try url(entry.key, port), isInstalled: isInstalled)
        } catch {
            throw entry.fault("\(error)")
        }
    }

    private func routes(
        _ entry: ConfigurationEntry,
        known: Set<String>,
        _ faults: inout [RouteFileError.Fault]
    ) throws(RouteFileError.Fault) -> [Route] {
        guard case .sequence(let nodes) = entry.node, !nodes.isEmpty else { throw entry.fault("expected a list") }
        var routes: [Route] = []
        for node in nodes {
            do throws(RouteFileError.Fault) {
                let route = try RouteReader(known: known).route(node)
                if routes.contains(where: { $0.path == route.path }) {
                    throw RouteFileError.Fault(
                        line: node.mark?.line ?? 0,
                        key: route.path,
                        reason: "stands there twice"
                    )
                }
                routes.append(route)
            } catch {
                faults.append(error)
            }
        }
        return routes
    }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 1
        }
    }

    fileprivate var reason: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        case .duplicatedKeysInMapping(let keys, _): "\(keys.sorted().joined(separator: ", ")) stands there twice"
        default: "can't be read"
        }
    }
}
