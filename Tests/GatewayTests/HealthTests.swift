import Foundation
import NIOHTTP1
import Testing

@Suite(.serialized) struct HealthTests {
    @Test func everybodySeesTheStatusAndAdministratorsTheDetails() async throws {
        try await FakeDaemon.run { daemon in
            try await RunningGateway.run(
                [
                    "CHAT_URL": daemon, "ANALYSIS_URL": daemon, "MUNICIPIO_URL": daemon, "DOCUMENTS_URL": daemon,
                    "INFERENCE_ROUTER_URL": daemon,
                ]
            ) { gateway in
                let open = try await gateway.send(.GET, "/health")
                #expect(open.status == 200)
                #expect(open.json as? [String: String] == ["status": "ok"])

                let administrator = try await gateway.signIn()
                let student = try await gateway.newPerson("bruno", by: administrator)
                let small = try await gateway.send(.GET, "/health", token: student.accessToken)
                #expect(small.json?.keys.sorted() == ["status"])
                let answer = try await gateway.send(.GET, "/health", token: administrator.accessToken)
                let report: Report = try answer.decoded()
                #expect(report.status == "ok")
                #expect(
                    report.daemons.map(\.product)
                        == ["gateway", "chat", "analysis", "municipio", "documents", "inference-router"]
                )
                #expect(report.daemons.map(\.status) == ["ok", "ok", "ok", "ok", "ok", "ok"])
                #expect(report.daemons.first?.dependencies["database"]?.status == "ok")
                #expect(report.daemons.last?.uptimeS == 7)
                #expect(report.endpoints?.map(\.id) == ["e1"])
                #expect(answer.text.contains("\"in_flight\":2"))
            }
        }
    }

    @Test func aDeadDaemonIsNamedAndOnlyDegradesTheSuite() async throws {
        try await FakeDaemon.run(health: Self.degraded) { daemon in
            try await RunningGateway.run(["CHAT_URL": daemon]) { gateway in
                let state = #"{"product":"inference-router","state":"backing_off","restarts":3,"last_exit":"signal 9"}"#
                try Data(state.utf8).write(to: URL(filePath: gateway.home + "/run/inference-router.json"))
                let session = try await gateway.signIn()
                let answer = try await gateway.send(.GET, "/health", token: session.accessToken)
                #expect(answer.status == 200)
                let report: Report = try answer.decoded()
                #expect(report.status == "degraded")
                #expect(report.daemons.map(\.status) == ["ok", "degraded", "down", "down", "down", "restarting"])
                #expect(report.daemons[1].dependencies["models"]?.detail == "no endpoint")
                #expect(report.daemons[5].restarts == 3)
                #expect(report.daemons[5].lastExit == "signal 9")
                #expect(
                    report.daemons[5].logCommand == "tail -n 50 '\(gateway.home)/logs/inference-router.log'"
                )
                #expect(report.endpoints == nil)
            }
        }
    }

    @Test func aliveIsCheapAndPublic() async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(.GET, "/health/live")
            #expect(answer.status == 200)
        }
    }

    @Test func theDocumentationPageListsEveryDaemon() async throws {
        try await FakeDaemon.run { daemon in
            try await RunningGateway.run(["CHAT_URL": daemon]) { gateway in
                let answer = try await gateway.send(.GET, "/docs")
                #expect(answer.headers.first(name: "content-type") == "text/html; charset=utf-8")
                #expect(answer.text.contains("<h2>chat</h2>"))
                #expect(answer.text.contains("Pregunta &lt;algo&gt;"))
                #expect(answer.text.contains("/auth/login"))
                #expect(answer.text.contains("Este servicio no responde ahora."))
                #expect(!answer.text.contains("<script>"))
            }
        }
    }

    private static let degraded =
        #"{"status":"degraded","version":"0.1.0","uptime_s":7,"dependencies":{"models":{"status":"down","detail":"no endpoint"}}}"#

    private struct Report: Decodable {
        struct Daemon: Decodable {
            let product: String
            let status: String
            let uptimeS: Int?
            let restarts: Int?
            let lastExit: String?
            let logCommand: String?
            let dependencies: [String: Dependency]
        }

        struct Dependency: Decodable {
            let status: String
            let detail: String?
        }

        struct Endpoint: Decodable {
            let id: String
        }

        let status: String
        let daemons: [Daemon]
        let endpoints: [Endpoint]?
    }
}
