import InferenceClient
import Persistence

/// A generation as the database knows it: text that may still grow, or the end that it came to.
struct KeptGeneration: Sendable {
    let ids: GenerationIDs
    let text: String
    /// `nil` while a replica writes it.
    let outcome: GenerationOutcome?
}

/// What names a generation towards its reader.
struct GenerationIDs: Encodable, Sendable {
    let conversationID: String
    let messageID: String
    let questionID: String?
    let generationID: String
}

extension GenerationStart {
    var ids: GenerationIDs {
        GenerationIDs(
            conversationID: conversationID,
            messageID: messageID,
            questionID: questionID,
            generationID: generationID
        )
    }
}

struct KeptGenerationRow: RowDecodable {
    private let message: MessageRow
    private let generationID: String
    private let finishReason: String?
    private let usage: TokenUsage?

    init(row: Row) throws {
        message = try MessageRow(row: row)
        generationID = try row.get("generation_id")
        finishReason = try row.get("finish_reason")
        let prompt: Int? = try row.get("prompt_tokens")
        let completion: Int? = try row.get("completion_tokens")
        usage =
            prompt == nil && completion == nil
            ? nil
            : TokenUsage(
                promptTokens: prompt ?? 0,
                completionTokens: completion ?? 0,
                totalTokens: (prompt ?? 0) + (completion ?? 0)
            )
    }

    func generation(_ keyring: Keyring) throws -> KeptGeneration {
        let text = try message.text(keyring)
        let ids = GenerationIDs(
            conversationID: message.conversationID,
            messageID: message.id,
            questionID: nil,
            generationID: generationID
        )
        guard message.status != .streaming else { return KeptGeneration(ids: ids, text: text, outcome: nil) }
        var outcome = GenerationOutcome(text: text, status: message.status)
        outcome.model = message.model
        outcome.endpoint = message.endpoint
        outcome.leftInstitution = message.leftInstitution
        outcome.finishReason = finishReason
        outcome.usage = usage
        outcome.facts = try message.facts(keyring)
        outcome.failure =
            switch message.status {
            case .interrupted: .interrupted
            case .waiting: .routerAway
            case .complete, .stopped, .streaming: nil
            }
        return KeptGeneration(ids: ids, text: text, outcome: outcome)
    }
}
