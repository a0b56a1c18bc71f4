import Daemon
import FoundationEssentials
import Identity

/// Answers a citizen: first the card from municipio's data, then a model's words around it.
struct HelpDesk: Sendable {
    let store: HelpDeskStore
    let municipio: MunicipioClient
    let promptGuard: PromptGuard
    let explanation: HelpDeskExplanation

    /// Turns that a model is shown.
    private static let shownTurns = 4

    /// A question of which all is known but a model's words.
    struct Prepared: Sendable {
        let question: String
        let askedAt: Date
        let card: HelpDeskCard
        /// Whether a model may read it.
        let isHarmless: Bool
        let turns: [HelpDeskTurn]
    }

    func prepare(_ question: HelpDeskQuestion, for context: AuthenticatedContext) async throws -> Prepared {
        let (owner, askedAt) = (context.principal.subject, Date())
        let label = try await store.label(
            question.sessionID,
            owner: owner,
            isVisitor: context.principal.kind == .anonymous
        )
        let session = try await store.find(label, owner: owner)
        let safety = promptGuard.judge(question.prompt)
        let card =
            if safety.action == .block {
                HelpDeskCard(Messages.refusal[context.language], intent: .other, session: label)
            } else {
                try await card(question, label, session, for: context)
            }
        let turns =
            if let session { try await store.turns(of: session.id, limit: Self.shownTurns) } else { [HelpDeskTurn]() }
        return Prepared(
            question: question.prompt,
            askedAt: askedAt,
            card: card,
            isHarmless: safety.action == .allow,
            turns: turns
        )
    }

    /// Writes and keeps what is said beside the card.
    ///
    /// - Parameter emit: is given each part of a model's text.
    func finish(
        _ prepared: Prepared,
        for context: AuthenticatedContext,
        _ emit: (String) async throws -> Void
    ) async throws -> HelpDeskExplanation.Outcome {
        let outcome = try await explanation.write(
            prepared.question,
            of: prepared.isHarmless ? prepared.card.facts : [],
            after: prepared.turns,
            for: context,
            emit
        )
        let turn = HelpDeskTurn(
            question: prepared.question,
            answer: Self.whole(prepared.card, outcome),
            askedAt: prepared.askedAt
        )
        try await store.keep(
            turn,
            in: prepared.card.sessionID,
            owner: context.principal.subject,
            code: prepared.card.municipio?.code,
            country: prepared.card.municipio?.country
        )
        return outcome
    }

    /// The card in words, and what a model said around it.
    static func whole(_ card: HelpDeskCard, _ outcome: HelpDeskExplanation.Outcome) -> String {
        outcome.text.isEmpty ? card.words : card.words + "\n\n" + outcome.text
    }

    private func card(
        _ question: HelpDeskQuestion,
        _ label: String,
        _ session: HelpDeskSession?,
        for context: AuthenticatedContext
    ) async throws -> HelpDeskCard {
        let text = question.prompt
        do {
            let asked = MunicipioClient.Question(text: text, code: question.code, country: question.country)
            var known = try await municipio.consult(asked, for: context)
            let intent = HelpDeskIntent(text, namesPlace: known.place != nil || known.search.decision == .choose)
            if !known.namesPlace, intent != .greeting, intent != .other, let code = session?.code {
                let again = MunicipioClient.Question(text: text, code: code, country: session?.country)
                known = try await municipio.consult(again, for: context)
            }
            let card = HelpDeskCard(known, intent: intent, session: label, in: context.language)
            if card.unanswered { await municipio.note(unanswered: text, for: context) }
            return card
        } catch is MunicipioClient.Away {
            let intent = HelpDeskIntent(text, namesPlace: false)
            return HelpDeskCard(Messages.municipioAway[context.language], intent: intent, session: label)
        }
    }
}

extension Consultation {
    /// Whether the question itself speaks of a place, here or elsewhere.
    fileprivate var namesPlace: Bool {
        place != nil || search.decision != .none || search.outside != nil || !places.isEmpty
    }
}
