import Daemon
import DaemonTesting
import Foundation
import Identity
import InferenceRouter
import SuiteProtocol
import Testing

/// What the router knows of a person: that they named an endpoint.
@Suite struct SubjectTests {
    @Test func forgetsWhoNamedAnEndpointAndKeepsTheEndpoint() async throws {
        let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
        try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": ""]) { router in
            let person = newID()
            let admin = try await router.identity.token(subject: person, roles: [.admin])
            let new = #"{"url":"\#(simulator.url)/v1","name":"Mi GPU","capabilities":["medical-chat"]}"#
            #expect(try await router.daemon.post("/endpoints", json: new, token: admin).status == 201)

            let gateway = await TokenSigner(product: "gateway", key: router.identity.gatewayKey)
            let token = try await gateway.serviceToken(for: "inference-router")
            let path = "/internal/subjects/\(person)"
            let report = try await router.daemon.get(path + "?data=true", token: token)
                .decode(SubjectReport.self, by: WireJSON.decoder())
            #expect(report.categories.map(\.count) == [1])
            #expect(report.data?["endpoints"]?.array.first?["id"]?.string == "mi-gpu")
            #expect(try await router.daemon.get(path, token: admin).status == 403)
            #expect(try await router.daemon.get(path, token: router.token).status == 403)

            let erasure = try await router.daemon.send("DELETE", path, token: token, body: nil)
                .decode(SubjectErasure.self, by: WireJSON.decoder())
            #expect(erasure == SubjectErasure(erased: [.init("endpoints", 1)]))
            #expect(try await router.endpoints().map(\.id) == ["mi-gpu"])
        }
    }
}
