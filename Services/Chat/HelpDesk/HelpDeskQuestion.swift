/// What a citizen asks.
struct HelpDeskQuestion: Decodable, Sendable {
    /// The client's name for the conversation.
    let sessionID: String?
    let prompt: String
    /// Of the municipality that was chosen.
    let code: String?
    let country: String?

    private static let longest = 2_000

    func checked() throws(HelpDeskError) -> HelpDeskQuestion {
        guard prompt.contains(where: { $0.isLetter || $0.isNumber }) else { throw .empty }
        guard prompt.utf16.count <= Self.longest else { throw .tooLong(limit: Self.longest) }
        if let sessionID { try Self.check(session: sessionID) }
        return HelpDeskQuestion(
            sessionID: sessionID,
            prompt: Self.readable(prompt),
            code: code,
            country: country
        )
    }

    /// Without control characters, but for the ends of lines and tabs.
    static func readable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.properties.generalCategory != .control || "\n\r\t".unicodeScalars.contains($0)
                }
            )
        )
    }

    static func check(session name: String) throws(HelpDeskError) {
        guard (1...128).contains(name.unicodeScalars.count), name.unicodeScalars.allSatisfy({ $0.value >= 32 }) else {
            throw .badSession
        }
    }
}
