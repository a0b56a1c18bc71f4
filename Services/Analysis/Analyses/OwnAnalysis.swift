import Emotions
import Foundation
import Hummingbird
import Persistence
import Styles

/// What one's own message was read as, and the word of whoever wrote it beside it, on the wire.
struct OwnAnalysis: ResponseEncodable, RowDecodable, Sendable {
    struct Reading: Encodable, Sendable {
        let label: Emotion
        /// False is shown as «indeterminado».
        let certain: Bool
        let probabilities: [String: Double]
    }

    struct Correction: Encodable, Sendable {
        let label: Emotion
        let at: Date
    }

    let messageID: String
    let conversationID: String
    let createdAt: Date
    let emotion: Reading
    let style: CommunicationStyle?
    let correction: Correction?

    init(row: Row) throws {
        messageID = try row.get("message_id")
        conversationID = try row.get("conversation_id")
        createdAt = try row.get("created_at")
        let isCertain: Bool? = try row.get("certain")
        let probabilities: String? = try row.get("probabilities")
        emotion = Reading(
            label: try row.get("emotion"),
            certain: isCertain ?? false,
            probabilities: try probabilities.map { json in
                try JSONDecoder().decode([String: Double].self, from: Data(json.utf8))
            } ?? [:]
        )
        style = try row.get("style")
        let label: Emotion? = try row.get("correction")
        let at: Date? = try row.get("corrected_at")
        correction = label.flatMap { label in at.map { Correction(label: label, at: $0) } }
    }
}

struct OwnAnalysisList: ResponseEncodable, Sendable {
    let items: [OwnAnalysis]
}
