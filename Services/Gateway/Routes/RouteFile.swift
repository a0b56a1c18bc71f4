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
        var faults: [ConfigurationFault] = []
        do throws(ConfigurationFault) {
            var top = try ConfigurationSection(text: text, name: "gateway.conf")
            let daemons = try daemons(top.require("daemons"), &faults)
            let routes = try routes(top.require("routes"), known: Set(daemons.map(\.product)), &faults)
            try top.finish()
            if faults.isEmpty { return RouteTable(daemons: daemons, routes: routes) }
        } catch {
            faults.append(error)
        }
        throw ConfigurationFileError(file: path, faults: faults)
    }

    private func daemons(
        _ entry: ConfigurationEntry,
        _ faults: inout [ConfigurationFault]
    ) throws(ConfigurationFault) -> [RouteTable.Daemon] {
        var section = try ConfigurationSection(entry.node, name: entry.key)
        var daemons: [RouteTable.Daemon] = []
        for entry in section.takeAll() {
            do throws(ConfigurationFault) {
                daemons.append(try daemon(entry))
            } catch {
                faults.append(error)
            }
        }
        return daemons
    }

    private func daemon(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> RouteTable.Daemon {
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
        _ faults: inout [ConfigurationFault]
    ) throws(ConfigurationFault) -> [Route] {
        guard case .sequence(let nodes) = entry.node, !nodes.isEmpty else { throw entry.fault("expected a list") }
        var routes: [Route] = []
        for node in nodes {
            do throws(ConfigurationFault) {
                let route = try RouteReader(known: known).route(node)
                if routes.contains(where: { $0.path == route.path }) {
                    throw ConfigurationFault(
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
