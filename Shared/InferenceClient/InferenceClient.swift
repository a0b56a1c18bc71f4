import AsyncHTTPClient
import Daemon
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// How a daemon talks with the inference-router.
package struct InferenceClient: Sendable {
    let routerURL: String
    let client: HTTPClient
    let tokens: TokenSigner

    package init(routerURL: String, client: HTTPClient, tokens: TokenSigner) {
        self.routerURL = routerURL
        self.client = client
        self.tokens = tokens
    }

    /// Asks for an answer, and returns when it begins.
    ///
    /// - Throws: `InferenceError`, or `CancellationError`.
    package func stream(
        _ chat: ChatRequest,
        dataClass: DataClass,
        actingFor principal: Principal,
        trace: TraceContext
    ) async throws -> ChatStream {
        let body = try WireJSON.encoder().encode(chat)
        let response = try await post(body, to: "/v1/chat/completions", dataClass, actingFor: principal, trace)
        return ChatStream(
            endpoint: response.headers.first(name: "x-consulta-endpoint"),
            // What the router doesn't vouch for counts as gone.
            leftInstitution: response.headers.first(name: "x-consulta-left-institution") != "false",
            body: response.body
        )
    }

    /// The place in the router's queue of a request made with the same trace, from 1; nil where it doesn't wait there.
    package func queuePosition(actingFor principal: Principal, trace: TraceContext) async -> Int? {
        struct Place: Decodable {
            let position: Int?
        }
        var request = HTTPClientRequest(url: "\(routerURL)/queue/\(trace.requestID)")
        guard let token = try? await tokens.serviceToken(for: "inference-router", actingFor: principal) else {
            return nil
        }
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        guard let response = try? await client.execute(request, timeout: .seconds(2)), response.status == .ok,
            let bytes = try? await response.body.collect(upTo: 1 << 10)
        else { return nil }
        return try? WireJSON.decoder().decode(Place.self, from: Data(buffer: bytes)).position
    }

    /// Sends JSON, and returns once an answer begins.
    func post(
        _ body: Data,
        to path: String,
        _ dataClass: DataClass,
        actingFor principal: Principal?,
        _ trace: TraceContext
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: routerURL + path)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "x-consulta-data-class", value: dataClass.rawValue)
        let token = try await tokens.serviceToken(for: "inference-router", actingFor: principal)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        for header in trace.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(ByteBuffer(data: body))
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .now() + Self.deadline)
        } catch {
            try Task.checkCancellation()
            throw InferenceError.unreachable
        }
        guard response.status == .ok else { throw try await Self.refusal(response) }
        return response
    }

    /// A cold model may load for ten minutes; an answer may take as long again.
    private static let deadline = TimeAmount.minutes(30)

    private static func refusal(_ response: HTTPClientResponse) async throws -> InferenceError {
        struct Body: Decodable {
            struct Failure: Decodable {
                let code: String?
            }
            let error: Failure?
            /// Of a problem: what is refused before it is known to be OpenAI's API.
            let code: String?
        }
        let bytes = try? await response.body.collect(upTo: 1 << 16)
        let answer = bytes.flatMap { try? WireJSON.decoder().decode(Body.self, from: Data(buffer: $0)) }
        let code = answer?.error?.code ?? answer?.code
        if code == "no_endpoint" { return .noEndpoint }
        return .refused(status: Int(response.status.code), code: code)
    }
}
