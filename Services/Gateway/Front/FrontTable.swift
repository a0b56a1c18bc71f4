import Daemon
import NIOCore
import Relay

/// A route with the way to its daemon, ready for the event loops.
final class FrontRoute: Sendable {
    let route: Route
    /// nil where the daemon isn't installed.
    let forwarding: ForwardingRoute?
    /// The cookie stays with the gateway: other daemons get the token it holds.
    let keepsCookies: Bool
    /// Whatever no other route takes.
    let servesPages: Bool

    init(_ route: Route, upstream: Upstream?, addedResponseFields: FieldLines) {
        self.route = route
        keepsCookies = route.daemon == RouteTable.own
        servesPages = route.daemon == RouteTable.own && route.path == "/"
        guard let upstream else {
            forwarding = nil
            return
        }
        var settings = ForwardingRoute.Settings()
        settings.bodyLimit = route.bodyLimit
        settings.timeouts.connect = route.timeouts.connect
        settings.timeouts.header = route.timeouts.header
        settings.timeouts.idle = route.timeouts.idle
        settings.timeouts.total = route.timeouts.total
        settings.allowsUpgrade = route.allowsWebSocket
        settings.removedRequestFields = ClientFields.neverBelieved
        // What the gateway answers other daemons, which verifies their tokens itself, and is named in full.
        if route.daemon == RouteTable.own, route.path.hasPrefix("/internal/") { settings.forbiddenPaths = [] }
        settings.addedResponseFields = addedResponseFields
        let rewrite = route.rewrite.map { $0 == "/" ? "" : $0 }
        forwarding = ForwardingRoute(
            name: route.path,
            upstream: upstream,
            prefix: rewrite == nil || route.path == "/" ? "" : route.path,
            replacement: rewrite ?? "",
            settings: settings
        )
    }
}

/// All routes of one reading of `gateway.conf`, longest prefix first.
struct FrontTable: Sendable {
    let table: RouteTable
    private let routes: [FrontRoute]

    init(_ table: RouteTable, upstreams: Upstreams, addedResponseFields: FieldLines) throws {
        self.table = table
        routes = try table.routes.map { route in
            let upstream = try upstreams.upstream(of: route.daemon, in: table)
            return FrontRoute(route, upstream: upstream, addedResponseFields: addedResponseFields)
        }
    }

    func route(for head: RequestHead) -> FrontRoute? {
        routes.first { head.isUnder($0.route.path) }
    }
}
