import AsyncHTTPClient
import Daemon
import Foundation
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// The state of every daemon of `gateway.conf`, asked side by side.
actor SuiteHealth {
    private let registry: HealthRegistry
    private let routes: CurrentRoutes
    private let signer: TokenSigner
    private let client: HTTPClient
    private let home: String
    private let logs: LogLocation
    private var latest: (report: SuiteReport, at: ContinuousClock.Instant)?
    private var gathering: Task<SuiteReport, Never>?

    init(_ environment: DaemonEnvironment, routes: CurrentRoutes, signer: TokenSigner, client: HTTPClient) {
        registry = environment.health
        self.routes = routes
        self.signer = signer
        self.client = client
        home = environment.home
        logs = LogLocation(environment)
    }

    /// At most a second old: anybody may ask, and each asking costs every daemon an answer.
    func report() async -> SuiteReport {
        if let latest, ContinuousClock.now - latest.at < .seconds(1) { return latest.report }
        if let gathering { return await gathering.value }
        let task = Task { await gather() }
        gathering = task
        let report = await task.value
        gathering = nil
        latest = (report, .now)
        return report
    }

    private func gather() async -> SuiteReport {
        let installed = routes.table.installed
        async let own = registry.report()
        async let endpoints = endpoints(of: installed.first { $0.product == "inference-router" })
        let others = await withTaskGroup(of: DaemonReport.self) { [client, home, logs] group in
            for daemon in installed {
                group.addTask { await Self.ask(daemon, client, home, logs) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let me = await own
        let order = installed.map(\.product)
        let daemons =
            [DaemonReport(RouteTable.own, me, SupervisorState.read(RouteTable.own, home: home), logs)]
            + order.compactMap { product in others.first { $0.product == product } }
        return SuiteReport(own: me, daemons: daemons, endpoints: await endpoints)
    }

    private static func ask(
        _ daemon: RouteTable.Daemon,
        _ client: HTTPClient,
        _ home: String,
        _ logs: LogLocation
    ) async -> DaemonReport {
        let supervisor = SupervisorState.read(daemon.product, home: home)
        do {
            let response = try await client.execute(
                HTTPClientRequest(url: daemon.url + "/health"),
                timeout: .seconds(2)
            )
            let body = try await response.body.collect(upTo: 1 << 18)
            let report = try WireJSON.decoder().decode(HealthReport.self, from: body)
            return DaemonReport(daemon.product, report, supervisor, logs)
        } catch {
            return DaemonReport(unreachable: daemon.product, at: daemon.url, supervisor, logs)
        }
    }

    /// The router's own list, as it is; nil where it can't be had.
    private func endpoints(of router: RouteTable.Daemon?) async -> [JSONValue]? {
        guard let router else { return nil }
        do {
            var request = HTTPClientRequest(url: router.url + "/endpoints")
            request.headers.add(
                name: "authorization",
                value: "Bearer " + (try await signer.serviceToken(for: router.product, actingFor: Self.observer))
            )
            let response = try await client.execute(request, timeout: .seconds(2))
            guard response.status == .ok else { return nil }
            let body = try await response.body.collect(upTo: 1 << 20)
            let list = try JSONDecoder().decode(JSONValue.self, from: body)
            return (list["items"] ?? list).array
        } catch {
            return nil
        }
    }

    /// The gateway looks on behalf of administrators.
    private static let observer = Principal(subject: RouteTable.own, name: RouteTable.own, roles: [.admin])
}
