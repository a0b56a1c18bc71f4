import AsyncHTTPClient
import Daemon
import Foundation
import NIOCore
import NIOFoundationCompat

/// The OpenAPI documents of all installed daemons, asked for at most every half minute.
actor APIDocuments {
    struct Found: Sendable {
        let product: String
        /// nil where the daemon doesn't answer.
        let document: OpenAPIDocument?
    }

    /// What all of them said at one time.
    struct Gathering: Sendable {
        let number: Int
        let found: [Found]
    }

    private static let age = Duration.seconds(30)
    /// Whoever doesn't answer is asked again sooner.
    private static let shortAge = Duration.seconds(2)

    private let own: OpenAPIDocument
    private let routes: CurrentRoutes
    private let client: HTTPClient
    private var kept: (gathering: Gathering, version: Int, until: ContinuousClock.Instant)?

    init(own: OpenAPIDocument, routes: CurrentRoutes, client: HTTPClient) {
        self.own = own
        self.routes = routes
        self.client = client
    }

    /// The gateway first, then as `gateway.conf` names them.
    func all() async -> Gathering {
        let version = routes.version
        if let kept, kept.version == version, .now < kept.until { return kept.gathering }
        let installed = routes.table.installed
        let documents = await withTaskGroup(of: (String, OpenAPIDocument?).self) { [client] group in
            for daemon in installed {
                group.addTask { (daemon.product, await Self.document(of: daemon, client)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        let found =
            [Found(product: RouteTable.own, document: own)]
            + installed.map { Found(product: $0.product, document: documents[$0.product]) }
        let isComplete = found.allSatisfy { $0.document != nil }
        let gathering = Gathering(number: (kept?.gathering.number ?? 0) + 1, found: found)
        kept = (gathering, version, .now + (isComplete ? Self.age : Self.shortAge))
        return gathering
    }

    private static func document(of daemon: RouteTable.Daemon, _ client: HTTPClient) async -> OpenAPIDocument? {
        do {
            let request = HTTPClientRequest(url: daemon.url + "/openapi.json")
            let response = try await client.execute(request, timeout: .seconds(2))
            let body = try await response.body.collect(upTo: 1 << 20)
            return try OpenAPIDocument(json: JSONDecoder().decode(JSONValue.self, from: body))
        } catch {
            return nil
        }
    }
}
