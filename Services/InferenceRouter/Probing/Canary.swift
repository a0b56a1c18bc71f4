import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import ServiceLifecycle

/// Asks models for one token where nothing has shown for long that they answer: behind a healthy probe an engine may be
/// dead. What comes of it counts as any request's outcome does.
struct Canary: Service {
    let balancer: Balancer
    let client: HTTPClient
    let settings: ProbeSettings

    func run() async throws {
        guard let pause = settings.canary else {
            try? await gracefulShutdown()
            return
        }
        let step = Duration.nanoseconds(min(pause.nanoseconds / 5, TimeAmount.seconds(30).nanoseconds))
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: step)) != nil {
                await withDiscardingTaskGroup { group in
                    for grant in balancer.canaries(after: pause) { group.addTask { await ask(grant) } }
                }
            }
        }
    }

    private func ask(_ grant: Grant) async {
        let limit = balancer.headerLimit(grant, .small, isStream: false)
        var report = AttemptReport(.neutral)
        report.isCanary = true
        do {
            let response = try await client.execute(request(to: grant), deadline: .now() + limit)
            let status = Int(response.status.code)
            _ = try await response.body.collect(upTo: 1 << 20)
            report.outcome =
                response.status == .ok ? .success : AttemptFailure(status: status, answer: nil, park: nil).outcome
            if report.outcome == .failure { report.error = "canary: status \(status)" }
        } catch {
            // The daemon stops: that says nothing about the endpoint.
            if !Task.isCancelled {
                report.outcome = .failure
                report.error = "canary: no answer"
            }
        }
        balancer.giveBack(grant, report)
    }

    private func request(to grant: Grant) -> HTTPClientRequest {
        let endpoint = grant.endpoint
        var request = HTTPClientRequest(url: endpoint.address.openAIURL + OpenAIOperation.chat.rawValue)
        request.method = .POST
        request.headers = ["content-type": "application/json", "user-agent": "consulta"]
        if let authorization = endpoint.authorization(endpoint.firstCredential) {
            request.headers.add(name: "authorization", value: authorization)
        }
        var body = ByteBuffer(string: #"{"messages":[{"role":"user","content":"."}],"max_tokens":1,"model":"#)
        body.writeImmutableBuffer(grant.encodedModel)
        body.writeString("}")
        request.body = .bytes(body)
        return request
    }
}
