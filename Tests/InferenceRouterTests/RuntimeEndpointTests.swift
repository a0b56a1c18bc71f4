import DaemonTesting
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

/// Endpoints that come and go while the router runs.
@Suite(.serialized) struct RuntimeEndpointTests {
    private static func send(
        _ router: RouterUnderTest,
        _ method: String,
        _ path: String,
        _ body: String? = nil
    ) async throws -> TestResponse {
        let admin = try await router.identity.token(roles: [.admin])
        return try await router.daemon.send(method, path, token: admin, body: body)
    }

    private static func view(_ response: TestResponse) throws -> EndpointView {
        try response.decode(EndpointView.self, by: WireJSON.decoder())
    }

    @Test func anEndpointIsAddedUsedChangedDrainedAndRemoved() async throws {
        let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
        try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": ""]) { router in
            #expect(try await router.chat().status == 503)
            let new = #"{"url":"\#(simulator.url)/v1","name":"Mi GPU","capabilities":["medical-chat"],"weight":2}"#
            let added = try await Self.send(router, "POST", "/endpoints", new)
            #expect(added.status == 201)
            let endpoint = try Self.view(added)
            #expect(endpoint.id == "mi-gpu")
            #expect(endpoint.source == .administrator)
            #expect(endpoint.state == .up)
            #expect(try await router.chat().status == 200)

            let again = try await Self.send(router, "POST", "/endpoints", new)
            #expect(again.status == 409)
            #expect(again.body.contains("endpoint_exists"))

            let path = "/endpoints/\(endpoint.id)"
            let change = #"{"name":null,"weight":5,"price":{"input_per_million":1,"output_per_million":2}}"#
            let changed = try Self.view(try await Self.send(router, "PATCH", path, change))
            #expect(changed.name == "mi-gpu")
            #expect(changed.weight == 5)
            #expect(
                changed.price == PriceView(Price(input: Amount(micros: 1_000_000), output: Amount(micros: 2_000_000)))
            )
            #expect(changed.requests == endpoint.requests + 1)

            #expect(try Self.view(try await Self.send(router, "POST", path + "/drain")).state == .draining)
            #expect(try await router.chat().status == 503)
            #expect(try Self.view(try await Self.send(router, "POST", path + "/restore")).state == .up)
            #expect(try await router.chat().status == 200)

            #expect(try await Self.send(router, "DELETE", path).status == 204)
            #expect(try await Self.send(router, "DELETE", path).status == 404)
            #expect(try await router.endpoints().isEmpty)
            #expect(try await router.chat().code == "no_endpoint")
        }
    }

    @Test func removingLetsWhatIsUnderWayEnd() async throws {
        let slow = ["--first-token-ms", "2", "--tokens-per-second", "40", "--answer-tokens", "24"]
        let simulator = try await ModelSimulatorProcess(options: slow)
        try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": ""]) { router in
            let new = #"{"url":"\#(simulator.url)","name":"a","capabilities":["medical-chat"]}"#
            #expect(try await Self.send(router, "POST", "/endpoints", new).status == 201)
            async let answer = router.chat(stream: true)
            _ = try await router.endpoints { $0.first?.inFlight == 1 }
            #expect(try await Self.send(router, "DELETE", "/endpoints/a").status == 204)
            #expect(try await router.endpoints().map(\.state) == [.draining])
            let whole = try await answer
            #expect(whole.status == 200)
            #expect(whole.body.contains("[DONE]"))
            #expect(try await router.endpoints { $0.isEmpty }.isEmpty)
        }
    }

    @Test func whatTheConfigurationNamesIsDrainedAndNotRemoved() async throws {
        try await RouterUnderTest.run { router in
            let path = "/endpoints/medgemma-1"
            for (method, body) in [("DELETE", nil), ("PATCH", "{\"weight\":2}")] {
                let response = try await Self.send(router, method, path, body)
                #expect(response.status == 409)
                #expect(response.body.contains("endpoint_in_settings"))
            }
            #expect(try Self.view(try await Self.send(router, "POST", path + "/drain")).state == .draining)
            #expect(try await router.chat().status == 503)
            #expect(try Self.view(try await Self.send(router, "POST", path + "/restore")).state == .up)
            #expect(try await router.chat().status == 200)
        }
    }

    @Test func anAddressIsTriedBeforeItIsAdded() async throws {
        try await RouterUnderTest.run { router in
            let there = #"{"url":"\#(router.simulators[0].url)"}"#
            let found = try await Self.send(router, "POST", "/endpoints/check", there)
                .decode(EndpointCheckResult.self, by: WireJSON.decoder())
            #expect(found.reachable)
            #expect(found.kind == .openAI)
            #expect(found.models == ["simulated-medgemma"])
            let nobody = try await Self.send(router, "POST", "/endpoints/check", #"{"url":"http://127.0.0.1:1"}"#)
                .decode(EndpointCheckResult.self, by: WireJSON.decoder())
            #expect(!nobody.reachable)
            #expect(nobody.error == "unreachable")
            #expect(try await router.endpoints().count == 1)
        }
    }

    @Test(arguments: [
        (#"{"url":"ftp://h"}"#, "invalid_url"), (#"{"url":"http://u:p@h"}"#, "invalid_url"),
        (#"{"url":"http://h?key=1"}"#, "invalid_url"), (#"{"url":"http://h","name":""}"#, "invalid_name"),
        (#"{"url":"http://h","weight":0}"#, "invalid_limits"),
        (#"{"url":"http://h","concurrency":5000}"#, "invalid_limits"),
        (#"{"url":"http://h","capabilities":["draw"]}"#, "unknown_capability"),
        (#"{"url":"http://h","monthly_cap":-1}"#, "invalid_price"),
        (#"{"url":"http://h","secret":"../key"}"#, "invalid_secret"),
        (#"{"url":"http://h","secret":"none-there"}"#, "secret_not_found"),
        (#"{"url":"https://example.com"}"#, "data_classes_missing"),
        (#"{"url":"https://example.com","data_classes":["clinical"]}"#, "clinical_outside"),
        (#"{"url":"https://example.com","tier":"local","data_classes":["clinical"]}"#, "clinical_outside"),
        (#"{"name":"x"}"#, "invalid_body"),
    ])
    func whatIsWrongIsSaid(body: String, code: String) async throws {
        try await RouterUnderTest.run([], ["MEDGEMMA_ENDPOINTS": ""]) { router in
            let response = try await Self.send(router, "POST", "/endpoints", body)
            #expect(response.status == 400)
            #expect(response.body.contains("\"code\":\"\(code)\""))
            #expect(try await router.endpoints().isEmpty)
        }
    }

    @Test func onlyAnAdministratorChangesEndpoints() async throws {
        try await RouterUnderTest.run { router in
            let student = try await router.identity.token(roles: [.student])
            for (method, path) in [
                ("POST", "/endpoints"), ("POST", "/endpoints/check"), ("PATCH", "/endpoints/medgemma-1"),
                ("DELETE", "/endpoints/medgemma-1"), ("POST", "/endpoints/medgemma-1/drain"),
                ("POST", "/endpoints/medgemma-1/restore"),
            ] {
                for token in [student, router.token] {
                    let response = try await router.daemon.send(method, path, token: token, body: "{}")
                    #expect(response.status == 403, "\(method) \(path)")
                }
            }
        }
    }

    /// Replicas have one database, and see each other's changes within seconds.
    @Test func replicasSeeEachOthersChanges() async throws {
        try await withTemporaryDirectory { (folder: String) async throws -> Void in
            let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
            let settings = [
                "MEDGEMMA_ENDPOINTS": "", "INFERENCE_ROUTER_DATABASE_URL": "sqlite:\(folder)/router.sqlite",
            ]
            try await RouterUnderTest.run([simulator], settings) { one in
                try await RouterUnderTest.run([simulator], settings) { other in
                    let new = #"{"url":"\#(simulator.url)","name":"shared","capabilities":["medical-chat"]}"#
                    #expect(try await Self.send(one, "POST", "/endpoints", new).status == 201)
                    _ = try await other.endpoints { $0.first?.state == .up }
                    #expect(try await other.chat().status == 200)
                    #expect(try await Self.send(other, "POST", "/endpoints/shared/drain").status == 200)
                    _ = try await one.endpoints { $0.first?.state == .draining }
                    #expect(try await Self.send(one, "DELETE", "/endpoints/shared").status == 204)
                    #expect(try await other.endpoints { $0.isEmpty }.isEmpty)
                }
            }
        }
    }

    @Test func anEndpointOutlivesTheDaemon() async throws {
        try await withTemporaryDirectory { (folder: String) async throws -> Void in
            let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
            let settings = [
                "MEDGEMMA_ENDPOINTS": "", "INFERENCE_ROUTER_DATABASE_URL": "sqlite:\(folder)/router.sqlite",
            ]
            try await RouterUnderTest.run([simulator], settings) { (router: RouterUnderTest) async throws -> Void in
                let new = #"{"url":"\#(simulator.url)","name":"kept","capabilities":["medical-chat"]}"#
                #expect(try await Self.send(router, "POST", "/endpoints", new).status == 201)
            }
            try await RouterUnderTest.run([simulator], settings) { (router: RouterUnderTest) async throws -> Void in
                #expect(try await router.endpoints().map(\.id) == ["kept"])
                #expect(try await router.chat().status == 200)
            }
        }
    }
}
