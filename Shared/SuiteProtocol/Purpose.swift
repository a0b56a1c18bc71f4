/// What a person's data may be used for, each consented to by itself.
package enum Purpose: String, Codable, CaseIterable, Sendable {
    /// Answer what the person asks, and keep the conversation for them.
    case assistant
    /// People of the institution read answers that were reported as wrong.
    case qualityReview = "quality_review"
    /// Read emotions and styles from what the person writes.
    case emotionalAnalysis = "emotional_analysis"
    /// Tell the person's tutors of signs that they need somebody.
    case tutorAlerts = "tutor_alerts"
}
