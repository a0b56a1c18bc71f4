import DaemonTesting
import Foundation
import Identity
import InferenceRouter
import NIOHTTP1
import SuiteProtocol
import Testing

/// Who may do what, and what is shown.
@Suite(.serialized) struct AdministrationTests {
    @Test func everyRequestNeedsAToken() async throws {
        try await RouterUnderTest.run { router in
            let body = RouterUnderTest.body(stream: false)
            let open = try await router.daemon.post("/v1/chat/completions", json: body)
            #expect(open.status == 401)
            #expect(open.headers.first(name: "content-type") == "application/json")
            #expect(open.body.contains("\"code\":\"unauthenticated\""))
            let wrong = try await router.daemon.post("/v1/chat/completions", json: body, token: "a.b.c")
            #expect(wrong.status == 401)
            let other = try await router.identity.serviceToken(for: "gateway")
            #expect(try await router.daemon.post("/v1/chat/completions", json: body, token: other).status == 401)
            for path in ["/endpoints", "/models", "/spend", "/v1/models"] {
                let problem = try await router.daemon.get(path)
                #expect(problem.status == 401)
                #expect(problem.headers.first(name: "content-type") == "application/problem+json")
            }
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 0)
        }
    }

    @Test func permissionsDecideWhatAPersonMayDo() async throws {
        try await RouterUnderTest.run { router in
            let admin = try await router.identity.token(roles: [.admin])
            let student = try await router.identity.token(roles: [.student])
            let body = RouterUnderTest.body(stream: false)
            let path = "/v1/chat/completions"
            #expect(try await router.daemon.post(path, json: body, token: admin).status == 200)
            #expect(try await router.daemon.post(path, json: body, token: student).status == 403)
            #expect(try await router.daemon.get("/endpoints", token: admin).status == 200)
            #expect(try await router.daemon.get("/endpoints", token: student).status == 403)
            #expect(try await router.daemon.get("/v1/models", token: student).status == 403)
            let probe = "/endpoints/medgemma-1/probe"
            #expect(try await router.daemon.post(probe, json: "", token: admin).status == 200)
            #expect(try await router.daemon.post(probe, json: "", token: student).status == 403)
            #expect(try await router.daemon.post("/endpoints/none/probe", json: "", token: admin).status == 404)
        }
    }

    @Test(arguments: ["/v1/chat/completions", "/v1/embeddings", "/v1/audio/speech", "/api/chat", "/api/generate"])
    func nobodyIsAnsweredWhoWithholdsTheirQuestions(path: String) async throws {
        try await RouterUnderTest.run { router in
            let gateway = await TokenSigner(product: "gateway", key: router.identity.gatewayKey)
            let owner = Principal(subject: newID(), name: "Persona", roles: [.admin], withheld: [.assistant])
            let tokens = [
                try await gateway.accessToken(for: owner),
                // What their API key becomes.
                try await gateway.serviceToken(for: "inference-router", actingFor: owner),
            ]
            for token in tokens {
                let body = RouterUnderTest.body(stream: false)
                let answer = try await router.daemon.post(path, json: body, token: token)
                #expect(answer.status == 403)
                #expect(path.hasPrefix("/api/") || answer.body.contains(#""code":"consent_missing""#), "\(answer.body)")
                #expect(answer.body.contains("Falta el consentimiento"))
                #expect(try await router.daemon.get("/v1/models", token: token).status == 200)
            }
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 0)
        }
    }

    @Test func endpointsAreShownWithTheirFigures() async throws {
        try await RouterUnderTest.run { router in
            for _ in 0..<3 { _ = try await router.chat() }
            let endpoint = try #require(try await router.endpoints().first)
            #expect(endpoint.id == "medgemma-1")
            #expect(endpoint.url == router.simulators[0].url)
            #expect(endpoint.state == .up)
            #expect(endpoint.breaker == .closed)
            #expect(endpoint.requests == 3)
            #expect(endpoint.simulated)
            #expect(endpoint.latencyMs.p50 ?? 0 > 0)
            #expect(endpoint.probedAt != nil)
            let raw = try await router.daemon.get("/endpoints", token: router.token).body
            for key in ["\"in_flight\":0", "\"latency_ms\":{\"p", "\"kind\":\"openai\"", "\"probed_at\":\""] {
                #expect(raw.contains(key), "\(key)")
            }
        }
    }

    @Test func modelsAreShownWithTheirLicences() async throws {
        try await RouterUnderTest.run { router in
            let response = try await router.daemon.get(
                "/models",
                token: router.token,
                headers: ["accept-language": "en"]
            )
            let items = try response.decode(CatalogueList.self, by: WireJSON.decoder()).items
            let reason = try #require(items.first { $0.model == "nv-reason-cxr-3b" })
            #expect(reason.licenceNote?.contains("non-commercial") == true)
            #expect(reason.modalities == ["text", "image"])
            #expect(reason.endpoints.isEmpty)
            let simulated = try #require(items.first { $0.model == "simulated-medgemma" })
            #expect(simulated.endpoints == ["medgemma-1"])
            #expect(simulated.capabilities == ["medical-chat"])
            let student = try await router.identity.token(roles: [.student])
            #expect(try await router.daemon.get("/models", token: student).status == 403)
        }
    }

    @Test func modelsAreListedAsOpenAIDoes() async throws {
        try await RouterUnderTest.run { router in
            let response = try await router.daemon.get("/v1/models", token: router.token)
            let list = try response.decode(ModelList.self, by: WireJSON.decoder())
            #expect(list.object == "list")
            #expect(list.data.map(\.id) == ["medical-chat", "simulated-medgemma"])
        }
    }

    @Test func wrongRequestsAreAnsweredInOpenAIsShape() async throws {
        try await RouterUnderTest.run { router in
            let broken = try await router.post("/v1/chat/completions", "{\"model\":")
            #expect(broken.status == 400)
            #expect(broken.code == "invalid_body")
            let got = try await router.daemon.get("/v1/chat/completions", token: router.token)
            #expect(got.status == 405)
            #expect(got.headers.first(name: "allow") == "POST")
            let english = try await router.daemon.post(
                "/v1/chat/completions",
                json: RouterUnderTest.body(model: "nope", stream: false),
                token: router.token,
                headers: ["accept-language": "en"]
            )
            #expect(english.status == 404)
            #expect(english.body.contains("No server offers that model"))
        }
    }

    @Test func figuresAreThoseOfOpenTelemetry() async throws {
        try await RouterUnderTest.run { router in
            _ = try await router.chat(stream: true)
            _ = try await router.chat()
            let text = try await router.daemon.get("/metrics").body
            for name in [
                "gen_ai_server_time_to_first_token_seconds_count", "gen_ai_server_request_duration_seconds_count",
                "gen_ai_client_token_usage_sum", "consulta_router_attempts_total{outcome=\"success\"} 2",
                "consulta_router_breaker_state", "consulta_router_retry_budget_exhausted_total",
                "consulta_router_queue_depth", "consulta_router_overhead_seconds_count 2",
            ] {
                #expect(text.contains(name), "\(name)")
            }
            // Neither what was asked nor who did.
            for secret in ["hola", "user=", "subject=", "name=", "chat\"}"] {
                #expect(!text.contains(secret), "\(secret)")
            }
        }
    }

    /// Every route is described, and every description is a route.
    @Test func theDescriptionMatchesTheRoutes() async throws {
        try await RouterUnderTest.run { router in
            let document = try await router.daemon.get("/openapi.json")
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(document.body.utf8)) as? [String: Any]
            )
            let paths = try #require(object["paths"] as? [String: [String: Any]])
            let operations = Set(paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } })
            let routes: Set = [
                "POST /v1/chat/completions", "POST /v1/completions", "POST /v1/embeddings", "GET /v1/models",
                "POST /v1/audio/transcriptions", "POST /v1/audio/speech",
                "POST /api/chat", "POST /api/generate", "POST /api/embed", "GET /api/tags", "POST /api/show",
                "GET /api/version",
                "GET /models", "GET /spend", "GET /endpoints", "POST /endpoints", "POST /endpoints/check",
                "PATCH /endpoints/{id}", "DELETE /endpoints/{id}", "POST /endpoints/{id}/probe",
                "POST /endpoints/{id}/drain", "POST /endpoints/{id}/restore", "GET /queue/{request}", "GET /health",
                "GET /health/live", "GET /metrics", "GET /openapi.json", "GET /internal/subjects/{id}",
                "DELETE /internal/subjects/{id}", "POST /internal/estimates",
            ]
            #expect(operations == routes)
            for operation in routes {
                let parts = operation.split(separator: " ").map(String.init)
                let path = parts[1].replacing("{id}", with: "medgemma-1")
                let admin = try await router.identity.token(roles: [.admin])
                let response = try await router.daemon.send(parts[0], path, token: admin, body: nil)
                #expect(response.status != 404 && response.status != 405, "\(operation)")
            }
            #expect(try await router.daemon.get("/nothing").status == 404)
        }
    }
}
