import DaemonTesting
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

/// Who is believed about what a request contains. The only endpoint is somebody else's, and may be sent public data.
@Suite(.serialized) struct DataClassTests {
    private func run(_ body: @escaping @Sendable (RouterUnderTest) async throws -> Void) async throws {
        try await withTemporaryDirectory { home in
            let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
            let endpoint = "{ url: '\(simulator.url)', tier: paid, capabilities: [medical-chat, general-chat] }"
            try "endpoints:\n  - \(endpoint)\n".write(
                toFile: home + "/endpoints.yaml",
                atomically: true,
                encoding: .utf8
            )
            try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": ""], home: home, body)
        }
    }

    private func ask(_ router: RouterUnderTest, token: String, _ dataClass: String?) async throws -> Int {
        let response = try await router.daemon.post(
            "/v1/chat/completions",
            json: RouterUnderTest.body(stream: false),
            token: token,
            headers: dataClass.map { ["x-consulta-data-class": $0] } ?? [:]
        )
        if response.status != 200 { #expect(response.body.contains("no_endpoint")) }
        return response.status
    }

    @Test(arguments: [("public", 200), ("internal", 503), ("clinical", 503), ("nonsense", 503), (nil, 503)])
    func aDaemonSaysWhatItSends(dataClass: String?, status: Int) async throws {
        try await run { router in
            let got = try await ask(router, token: router.token, dataClass)
            #expect(got == status)
        }
    }

    @Test func aPersonIsNotBelieved() async throws {
        try await run { router in
            let admin = try await router.identity.token(roles: [.admin])
            let got = try await ask(router, token: admin, "public")
            #expect(got == 503)
            let seen = try await router.simulators[0].counters().requests(to: "/v1/chat/completions")
            #expect(seen == 0)
        }
    }
}
