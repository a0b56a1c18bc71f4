import Foundation

/// Who is told next, and until when they have time.
struct ChainStep: Sendable, Equatable {
    let people: [String]
    /// When an e-mail may go out.
    let tellAt: Date
    /// Nil where nobody follows.
    let dueAt: Date?
}
