extension RouteTable {
    /// Where the gateway exposes a daemon's own path; nil where no route leads to it.
    func publicPath(of path: String, at product: String) -> String? {
        if product == Self.own { return Self.covers("/internal", path) ? nil : path }
        guard !Self.isInside(path) else { return nil }
        // The most particular route: /v1 rather than the one that takes everything that is left.
        let ways = routes.filter { $0.daemon == product && Self.covers($0.rewrite ?? $0.path, path) }
        guard let route = ways.max(by: { ($0.rewrite ?? $0.path).utf8.count < ($1.rewrite ?? $1.path).utf8.count })
        else { return nil }
        let inner = route.rewrite ?? route.path
        let exposed = route.path + (inner == "/" ? path : String(path.dropFirst(inner.count)))
        // A longer route may lead elsewhere.
        return routes.first { Self.covers($0.path, exposed) }?.daemon == product ? exposed : nil
    }

    /// What daemons say among themselves and to their operator.
    private static func isInside(_ path: String) -> Bool {
        ["/health", "/metrics", "/openapi.json", "/internal"].contains { covers($0, path) }
    }

    private static func covers(_ prefix: String, _ path: String) -> Bool {
        prefix == "/" || path == prefix || path.hasPrefix(prefix + "/")
    }
}
