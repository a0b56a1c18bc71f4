import Citations

/// A question as it comes in: free, or a form with its blanks.
struct AskQuestion: Decodable, Sendable {
    static let longest = 4_000

    /// nil for all that the person may read.
    let collections: [String]?
    let documents: [String]?
    let question: String?
    /// The id of a form.
    let preset: String?
    /// By their keys.
    let blanks: [String: String]?
    /// nil for what the plan proposes.
    let mode: ReadingMode?
}

/// A question as it is answered.
struct PreparedQuestion: Sendable {
    /// What a model is asked.
    let text: String
    /// What is searched for: of a form, what was filled in.
    let search: String
}

extension AskQuestion {
    /// - Throws: `AskError`.
    func prepared(_ preset: Preset?) throws(AskError) -> PreparedQuestion {
        guard let preset else {
            let text = (question ?? "").trimmedLine
            guard !text.isEmpty else { throw .empty }
            guard text.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
            return PreparedQuestion(text: text, search: text)
        }
        let filled = try preset.filled(blanks ?? [:])
        guard filled.text.count <= Self.longest * 2 else { throw .tooLong(limit: Self.longest * 2) }
        return filled
    }
}

extension String {
    /// Without white space around it, and without what databases can't keep.
    var trimmedLine: String {
        let text = replacing("\0", with: "")
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
