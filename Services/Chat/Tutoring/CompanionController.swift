import Daemon
import HTTPTypes
import Hummingbird
import Identity
import Logging
import SuiteProtocol

/// `PUT /api/conversations/:id/mood`: how a student is, in their own words.
struct CompanionController: Sendable {
    let store: ConversationStore
    let reading: MessageReading
    let notices: ConversationNotices

    static let moodLimit = 500

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).put(":id/mood", use: keep)
    }

    struct Mood: Decodable {
        /// Absent takes it back.
        let mood: String?
    }

    struct KeptMood: ResponseEncodable {
        let mood: String?
        /// Where what they say is a danger.
        let help: HelpCard?
    }

    @Sendable func keep(_ request: Request, context: AuthenticatedContext) async throws -> KeptMood {
        let said = try await request.decode(as: Mood.self, context: context).mood?.replacing("\0", with: "")
        let mood = said.flatMap { text in text.contains { !$0.isWhitespace } ? text : nil }
        guard mood?.count ?? 0 <= Self.moodLimit else { throw TutoringError.moodTooLong(limit: Self.moodLimit) }
        let facts = await reading.facts(ofQuestion: mood ?? "", in: context.language)
        let (id, owner) = (try context.id("id"), context.principal.subject)
        do {
            try context.principal.checkConsent(to: .assistant)
            try await store.keep(mood: mood, facts, of: id, owner: owner)
        } catch {
            // Whoever is in danger is shown whom they can call, though nothing is kept.
            guard let help = facts.help else { throw error }
            context.logger.error("a mood failed", metadata: ["error": "\(String(reflecting: error))"])
            return KeptMood(mood: nil, help: help)
        }
        await notices.changed(id, owner: owner)
        return KeptMood(mood: mood, help: facts.help)
    }
}
