import Foundation
import Persistence

/// A message that chat told of, and that is still to be read.
struct ToldMessage: RowDecodable, Sendable {
    let id: String
    let conversationID: String
    let student: String
    let createdAt: Date
    /// How often it was tried.
    let attempts: Int

    init(row: Row) throws {
        id = try row.get("message_id")
        conversationID = try row.get("conversation_id")
        student = try row.get("student")
        createdAt = try row.get("created_at")
        attempts = try row.get("attempts")
    }
}
