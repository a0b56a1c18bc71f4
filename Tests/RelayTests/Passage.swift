import Relay

/// A request that has come through a relay to its upstream, with both ends of the way.
struct Passage {
    let relay: RelayUnderTest
    let client: TestConnection
    let upstream: TestUpstream
    let server: TestConnection
    let request: Message

    /// Sends what the upstream answers and returns what the client gets.
    func answer(_ text: String = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") async throws -> Message {
        try await server.send(text)
        return try await client.receiveMessage()
    }
}

extension RelayUnderTest {
    static let plainRequest = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"

    /// Runs a relay to an upstream of its own and sends it a request.
    ///
    /// - Parameter until: what the upstream waits for; by default for the whole request.
    static func relaying(
        _ request: String = plainRequest,
        until end: String? = nil,
        settings: FrontSettings = FrontSettings(),
        limits: PoolLimits = PoolLimits(),
        prefix: String = "",
        replacement: String = "",
        route change: (inout ForwardingRoute.Settings) -> Void = { _ in },
        decide: @escaping TestPolicy.Decide = { route, _, _ in .forward(ForwardingPlan(route)) },
        _ body: (Passage) async throws -> Void
    ) async throws {
        let upstream = try await TestUpstream.start()
        try await run(
            to: upstream.address,
            settings: settings,
            limits: limits,
            prefix: prefix,
            replacement: replacement,
            route: change,
            decide: decide
        ) { relay in
            let client = try await relay.connect()
            try await client.send(request)
            let server = try await upstream.accept()
            let arrived =
                if let end { Message(try await server.receive(to: end)) } else { try await server.receiveMessage() }
            try await body(
                Passage(relay: relay, client: client, upstream: upstream, server: server, request: arrived)
            )
        }
    }
}
