import DaemonTesting
import InferenceRouter
import SuiteProtocol
import Testing

/// A router with model simulators behind it.
struct RouterUnderTest: Sendable {
    let daemon: RunningDaemon
    let simulators: [ModelSimulatorProcess]
    let identity: TestIdentity
    /// The daemon chat's token for this router.
    let token: String

    /// Short pauses, so that a test of what takes minutes takes moments.
    private static let brisk = [
        "INFERENCE_ROUTER_PORT": "0", "NV_REASON_ENDPOINTS": "", "OLLAMA_ENDPOINTS": "",
        "ROUTER_RETRY_SAME_BASE_S": "0.01", "ROUTER_RETRY_SAME_MAX_S": "0.05",
        "ROUTER_RETRY_OTHER_BASE_S": "0.001", "ROUTER_RETRY_OTHER_MAX_S": "0.01",
        "ROUTER_HEADER_S": "0.6", "ROUTER_IDLE_S": "0.6", "ROUTER_BREAKER_OPEN_S": "0.2",
        "ROUTER_BREAKER_OPEN_MAX_S": "0.4", "ROUTER_PROBE_S": "0.1", "ROUTER_PROBE_MAX_S": "0.2",
    ]

    /// A simulator that takes a few milliseconds.
    static let quick = ["--first-token-ms", "2", "--tokens-per-second", "2000", "--answer-tokens", "12"]

    static func run(
        simulators count: Int = 1,
        options: [String] = quick,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        var simulators: [ModelSimulatorProcess] = []
        for _ in 0..<count { simulators.append(try await ModelSimulatorProcess(options: options)) }
        let urls = simulators.map(\.url).joined(separator: ",")
        try await run(simulators, ["MEDGEMMA_ENDPOINTS": urls].merging(settings) { $1 }, body)
    }

    static func run(
        _ simulators: [ModelSimulatorProcess],
        _ settings: [String: String],
        home: String? = nil,
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        let identity = TestIdentity()
        let token = try await identity.serviceToken(for: "inference-router")
        try await RunningDaemon.run(
            settings: brisk.merging(settings) { $1 },
            home: home,
            build: { config, listening in
                try await buildApplication(config: config, keys: identity.keys, onListening: listening)
            },
            { daemon in
                // Answers once the first probes are in.
                _ = try await daemon.get("/health")
                try await body(
                    RouterUnderTest(daemon: daemon, simulators: simulators, identity: identity, token: token)
                )
            }
        )
    }

    static func body(_ text: String = "hola", model: String = "medical-chat", stream: Bool) -> String {
        #"{"messages":[{"role":"user","content":"\#(text)"}],"model":"\#(model)","stream":\#(stream)}"#
    }

    func chat(_ text: String = "hola", model: String = "medical-chat", stream: Bool = false) async throws -> Answer {
        try await post("/v1/chat/completions", Self.body(text, model: model, stream: stream))
    }

    /// - Parameter fields: whole lines.
    func post(
        _ path: String,
        _ body: String,
        type: String = "application/json",
        fields: [String] = []
    ) async throws -> Answer {
        let lines = ["POST \(path) HTTP/1.1", "authorization: Bearer \(token)", "content-type: \(type)"]
        return try await RawRequest.send(to: daemon.port, lines + fields, body: body)
    }

    /// FNV-1a, as the simulator tells it of the bodies that it sees.
    static func digest(_ text: String) -> String {
        String(text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }

    /// The last request for a model that the first simulator has seen.
    func lastSeen() async throws -> ModelSimulatorProcess.SeenRequest {
        let seen = try await simulators[0].seenRequests()
        return try #require(seen.last { $0.method == "POST" })
    }

    func endpoints() async throws -> [EndpointView] {
        let response = try await daemon.get("/endpoints", token: token)
        return try response.decode(EndpointList.self, by: WireJSON.decoder()).items
    }

    /// The endpoints once they fulfil `condition`.
    func endpoints(when condition: ([EndpointView]) -> Bool) async throws -> [EndpointView] {
        let deadline = ContinuousClock.now + .seconds(5)
        while true {
            let endpoints = try await endpoints()
            if condition(endpoints) { return endpoints }
            try #require(ContinuousClock.now < deadline, "endpoints stay \(endpoints)")
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func metric(_ name: String) async throws -> Double {
        let text = try await daemon.get("/metrics").body
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) } ?? 0
    }
}
