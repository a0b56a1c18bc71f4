import Foundation
import Persistence
import Risk

/// An alert as it is stored.
struct AlertRow: RowDecodable {
    let id: String
    let student: String
    /// Nil where the student asked for a person outside of any.
    let conversationID: String?
    let tier: Int
    let category: RiskCategory?
    let state: Alert.State
    let urgency: Int
    let messages: Int
    let since: Date
    let raisedAt: Date
    let dueAt: Date?
    let delay: Int
    let step: Int
    let handledBy: String?
    /// The gravest that whoever took it on knew of.
    let acknowledgedTier: Int?
    /// When the student last asked for a person by hand.
    let askedAt: Date?
    private let sealedExcerpt: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        student = try row.get("student")
        conversationID = try row.get("conversation_id")
        tier = try row.get("tier")
        category = try row.get("category")
        state = try row.get("state")
        urgency = try row.get("urgency")
        messages = try row.get("messages")
        since = try row.get("since")
        raisedAt = try row.get("raised_at")
        dueAt = try row.get("due_at")
        delay = try row.get("delay_ms")
        step = try row.get("step")
        handledBy = try row.get("handled_by")
        acknowledgedTier = try row.get("acknowledged_tier")
        askedAt = try row.get("asked_at")
        sealedExcerpt = try row.get("excerpt")
    }

    func excerpt(_ keyring: Keyring) throws -> String { try sealedExcerpt.text(for: id, by: keyring) }
}
