/// A sentence that figures say, and the messages that it stands on.
struct ReportSentence: Sendable, Equatable {
    /// Which rule wrote it: `emotion.sadness`.
    let rule: String
    let text: String
    let messageIDs: [String]

    /// Messages that one sentence links to; its text says how many there are.
    static let mostMessages = 200
}
