import Daemon
import Identity
import InferenceClient
import SuiteProtocol

/// What reads passages for a sheet, where a model is connected.
protocol SheetModel: Sendable {
    /// - Throws: `InferenceError`, or `CancellationError`.
    func answer(_ messages: [ChatRequest.Message], tokens: Int, for principal: Principal) async throws -> ModelReply
}

struct ModelReply: Sendable, Equatable {
    let text: String
    let model: String?
    let leftInstitution: Bool
}

/// The model that the inference-router chooses.
struct RoutedModel: SheetModel {
    /// What is asked for, and what requests contain.
    static let capability = "general-chat"
    static let dataClass = DataClass.internal

    let inference: InferenceClient

    /// Bytes of an answer that is read.
    private static let longest = 1 << 18

    func answer(_ messages: [ChatRequest.Message], tokens: Int, for principal: Principal) async throws -> ModelReply {
        let stream = try await inference.stream(
            ChatRequest(model: Self.capability, messages: messages, temperature: 0, maxTokens: tokens),
            dataClass: Self.dataClass,
            actingFor: principal,
            trace: TraceContext()
        )
        var text = ""
        var model: String?
        for try await chunk in stream {
            text += chunk.text
            model = chunk.model ?? model
            guard text.utf8.count <= Self.longest else { throw InferenceError.interrupted }
        }
        return ModelReply(text: text, model: model, leftInstitution: stream.leftInstitution)
    }
}
