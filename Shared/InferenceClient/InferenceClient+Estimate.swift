import AsyncHTTPClient
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

extension InferenceClient {
    /// - Throws: `InferenceError`, or `CancellationError`.
    package func estimate(_ planned: PlannedCalls, actingFor principal: Principal) async throws -> CallEstimate {
        var request = HTTPClientRequest(url: routerURL + "/internal/estimates")
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        let token = try await tokens.serviceToken(for: "inference-router", actingFor: principal)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.body = .bytes(ByteBuffer(data: try WireJSON.encoder().encode(planned)))
        do {
            let response = try await client.execute(request, timeout: .seconds(5))
            guard response.status == .ok else {
                throw InferenceError.refused(status: Int(response.status.code), code: nil)
            }
            let bytes = try await response.body.collect(upTo: 1 << 20)
            return try WireJSON.decoder().decode(CallEstimate.self, from: Data(buffer: bytes))
        } catch let error as InferenceError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw InferenceError.unreachable
        }
    }
}
