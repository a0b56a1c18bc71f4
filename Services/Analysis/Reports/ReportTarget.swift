import FoundationEssentials

/// Whom a report is about, and when: from one moment to before another.
struct ReportTarget: Sendable, Equatable {
    enum Scope: String, Codable, Sendable, CaseIterable {
        case conversation, student, group
    }

    /// The longest period of a report.
    static let longestDays = 731

    let scope: Scope
    /// Of the conversation, the student or the group.
    let id: String
    let from: Date
    let to: Date

    /// - Throws: where the period ends before it begins, or is too long.
    init(scope: Scope, id: String, from: Date, to: Date) throws(ReportError) {
        guard from < to, to.timeIntervalSince(from) <= Double(Self.longestDays) * 86_400 else {
            throw .invalidPeriod(days: Self.longestDays)
        }
        (self.scope, self.id, self.from, self.to) = (scope, id, from, to)
    }
}

/// Whose messages a report speaks of, as it was when somebody asked for it.
struct ReportAudience: Sendable, Equatable {
    let students: Set<String>
    /// Only this one, where the report is of a conversation.
    let conversation: String?
    /// Of the student or the group, for whoever may see it; never kept.
    var name: String?
}
