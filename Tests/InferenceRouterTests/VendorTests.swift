import DaemonTesting
import Foundation
import InferenceRouter
import NIOHTTP1
import SuiteProtocol
import Testing

/// APIs that are nearly OpenAI's, and the keys that they want.
@Suite(.serialized) struct VendorTests {
    /// A router with one endpoint of `endpoints.yaml`: a simulator that takes the key `right`.
    private func run(
        _ flavour: String,
        path: String = "/v1",
        keys: [String] = ["right"],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { home in
            let options = RouterUnderTest.quick + ["--flavour", flavour, "--api-key", "right"]
            let simulator = try await ModelSimulatorProcess(models: ["vendor-chat"], options: options)
            try FileManager.default.createDirectory(atPath: home + "/secrets", withIntermediateDirectories: false)
            for (index, key) in keys.enumerated() {
                try key.write(toFile: "\(home)/secrets/key-\(index)", atomically: true, encoding: .utf8)
            }
            let names = keys.indices.map { "key-\($0)" }.joined(separator: ", ")
            let endpoint =
                "{ url: '\(simulator.url)\(path)', name: vendor, capabilities: [general-chat], secret: [\(names)] }"
            try "endpoints:\n  - \(endpoint)\n".write(
                toFile: home + "/endpoints.yaml",
                atomically: true,
                encoding: .utf8
            )
            try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": ""], home: home, body)
        }
    }

    @Test func googleListsItsModelsInAFolder() async throws {
        try await run("gemini", path: "/v1beta/openai/") { router in
            let endpoint = try #require(try await router.endpoints().first)
            #expect(endpoint.state == .up)
            #expect(endpoint.models == ["models/vendor-chat"])
            for model in ["vendor-chat", "models/vendor-chat", "general-chat"] {
                for stream in [false, true] {
                    let answer = try await router.chat(model: model, stream: stream)
                    #expect(answer.status == 200)
                    #expect(answer.isDone == stream)
                }
                let seen = try await router.lastSeen()
                #expect(seen.path == "/v1beta/openai/chat/completions")
                #expect(seen.model == (model == "general-chat" ? "models/vendor-chat" : model))
                #expect(seen.hasAuthorization)
            }
        }
    }

    @Test func anthropicIsAskedAgainWhenItIsOverloaded() async throws {
        try await run("anthropic") { router in
            try await router.simulators[0].give("529", count: 1)
            let answer = try await router.chat(model: "vendor-chat")
            #expect(answer.status == 200)
            #expect(answer.attempts == 2)
            let stream = try await router.chat(model: "general-chat", stream: true)
            #expect(stream.isDone)
            let seen = try await router.lastSeen()
            #expect(seen.path == "/v1/chat/completions")
            #expect(seen.includeUsage == true)
        }
    }

    @Test(arguments: [("openai", "status 401"), ("anthropic", "status 401"), ("gemini", "status 400")])
    func whereEveryKeyIsRefusedTheConfigurationIsWrong(flavour: String, error: String) async throws {
        let path = flavour == "gemini" ? "/v1beta/openai" : "/v1"
        try await run(flavour, path: path, keys: ["wrong", "old"]) { router in
            let endpoint = try #require(try await router.endpoints().first)
            #expect(endpoint.state == .misconfigured)
            #expect(endpoint.lastError == error)
        }
    }

    @Test func aProbeFindsTheKeyThatIsTaken() async throws {
        try await run("openai", keys: ["old", "wrong", "right"]) { router in
            #expect(try await router.endpoints().first?.state == .up)
            let answer = try await router.chat(model: "general-chat")
            #expect(answer.status == 200)
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 1)
        }
    }

    @Test func aRefusedKeyIsReplacedByTheNextAtOnce() async throws {
        try await run("openai", keys: ["right", "right"]) { router in
            try await router.simulators[0].give("401", count: 1)
            let answer = try await router.chat(model: "general-chat")
            #expect(answer.status == 200)
            // Not another attempt: no pause, and nothing of the budget.
            #expect(answer.attempts == 1)
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 2)
            try await router.simulators[0].give("401", count: 2)
            let refused = try await router.chat(model: "general-chat")
            #expect(refused.status == 502)
            #expect(refused.code == "endpoint_misconfigured")
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 4)
        }
    }

    /// What says who the client is stays here, whether the endpoint has a key of its own or not.
    @Test func theClientsOwnSecretsGoNowhere() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await router.post(
                "/v1/chat/completions",
                RouterUnderTest.body(stream: false),
                fields: ["cookie: session=1", "x-api-key: mine", "x-goog-api-key: mine", "forwarded: for=192.0.2.1"]
            )
            #expect(answer.status == 200)
            let seen = try await router.lastSeen()
            #expect(!seen.hasAuthorization)
            #expect(seen.headers["cookie"] == nil)
        }
    }

    @Test func aVendorsOwnListOfModelsIsAskedInItsOwnWay() throws {
        let bearer = "Bearer k-1"
        let theirs = ProbeFields.fields(for: try EndpointAddress("https://api.anthropic.com/v1"), authorization: bearer)
        #expect(theirs.first(name: "x-api-key") == "k-1")
        #expect(theirs.first(name: "anthropic-version") != nil)
        #expect(theirs.first(name: "authorization") == nil)
        let others = ProbeFields.fields(for: try EndpointAddress("https://api.example.com"), authorization: bearer)
        #expect(others.first(name: "authorization") == bearer)
        #expect(others.first(name: "x-api-key") == nil)
    }

    @Test(arguments: [
        ("http://h:8000", "http://h:8000/v1"), ("http://h:8000/v1/", "http://h:8000/v1"),
        ("https://h/api/v1", "https://h/api/v1"), ("https://h/v1beta/openai/", "https://h/v1beta/openai"),
    ])
    func anAddressLeadsToTheAPI(text: String, url: String) throws {
        #expect(try EndpointAddress(text).openAIURL == url)
    }
}
