import Daemon

/// What a person says against an answer, kept with it for review.
struct Feedback: Codable, Equatable, Sendable {
    enum Reason: String, Codable, Sendable { case wrong, harmful, incomplete, other }

    static let commentLimit = 2_000

    let reason: Reason
    let comment: String?

    /// As it may be kept.
    func checked() throws(ConversationError) -> Feedback {
        guard comment?.count ?? 0 <= Self.commentLimit else { throw .commentTooLong(limit: Self.commentLimit) }
        return Feedback(reason: reason, comment: comment?.replacing("\0", with: ""))
    }
}
