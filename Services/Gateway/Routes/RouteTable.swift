/// `gateway.conf` as it is read on the event loops: an immutable snapshot.
package struct RouteTable: Sendable, Equatable {
    /// A sister daemon, there or still to come.
    package struct Daemon: Sendable, Equatable {
        package let product: String
        package let url: String
        package let isInstalled: Bool
    }

    package let daemons: [Daemon]
    /// Longest prefix first.
    package let routes: [Route]
    private let byProduct: [String: Daemon]

    /// The gateway's own endpoints and pages.
    static let own = "gateway"

    init(daemons: [Daemon], routes: [Route]) {
        self.daemons = daemons
        self.routes = routes.sorted { ($0.path.utf8.count, $1.path) > ($1.path.utf8.count, $0.path) }
        byProduct = Dictionary(daemons.map { ($0.product, $0) }) { first, _ in first }
    }

    var installed: [Daemon] { daemons.filter(\.isInstalled) }

    func daemon(_ product: String) -> Daemon? { byProduct[product] }
}
