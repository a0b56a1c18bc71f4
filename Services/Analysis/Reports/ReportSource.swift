import Identity

/// Where reports take what they tell, and who may ask for it.
protocol ReportSource: Sendable {
    /// - Throws: `ReportError.targetNotFound` where there is no such thing, or the caller may not see it: a conversation
    ///   or a student of somebody else's groups, a group that isn't one's own. Administrators see every group as a whole.
    func audience(of target: ReportTarget, for principal: Principal) async throws -> ReportAudience

    /// What is known of the audience in the target's period, without anybody's words.
    func facts(of target: ReportTarget, about audience: ReportAudience) async throws -> ReportFacts
}
