import AsyncHTTPClient
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// Calls that a daemon thinks of making.
package struct PlannedCalls: Encodable, Equatable, Sendable {
    /// A capability or the name of a model.
    package let model: String
    package let dataClass: DataClass
    package let calls: Int
    /// Of one call.
    package let promptBytes: Int
    package let outputTokens: Int

    package init(model: String, dataClass: DataClass, calls: Int, promptBytes: Int, outputTokens: Int) {
        (self.model, self.dataClass, self.calls) = (model, dataClass, calls)
        (self.promptBytes, self.outputTokens) = (promptBytes, outputTokens)
    }
}

/// What the router says that they would cost, and where they would go.
package struct CallEstimate: Codable, Equatable, Sendable {
    package struct Endpoint: Codable, Equatable, Sendable {
        package let id: String
        package let name: String
        /// What is sent there stays in the institution.
        package let isOwn: Bool
        /// Others are asked only when those that are first can't.
        package let isFirst: Bool
        package let cost: Double
        package let monthlyCap: Double?
        package let left: Double?
    }

    /// None where no model is connected that serves it.
    package let endpoints: [Endpoint]
    package let currency: String
    package let inputTokens: Int
    package let outputTokens: Int
    package let cost: Double
    package let most: Double
    package let leavesInstitution: Bool
    package let mayLeaveInstitution: Bool
    package let allowed: Bool
}

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
