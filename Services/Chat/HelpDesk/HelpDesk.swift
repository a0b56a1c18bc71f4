import Daemon
import FoundationEssentials
import Identity
import Logging
import SuiteProtocol

/// Answers a citizen: first the card from municipio's data, then a model's words around it.
struct HelpDesk: Sendable {
    let store: HelpDeskStore
    let municipio: MunicipioClient
    let reading: MessageReading
    let explanation: HelpDeskExplanation

    /// Turns that a model is shown.
    private static let shownTurns = 4

    /// A question that is answered but for a model's words.
    struct Prepared: Sendable {
        let turnID: String
        let question: String
        let card: HelpDeskCard
        /// Whether a model may read it.
        let isHarmless: Bool
        /// What was said before, as far as a model may read it.
        let earlier: [HelpDeskTurn]
    }

    /// The card, kept with its question: it stays though the citizen leaves while a model writes. Whatever fails: somebody
    /// in danger is shown whom they can call.
    func prepare(_ question: HelpDeskQuestion, for context: AuthenticatedContext) async throws -> Prepared {
        let help = await reading.danger(in: question.prompt, context.language).1
        do {
            try context.principal.checkConsent(to: .assistant)
            return try await prepare(question, help, for: context)
        } catch {
            guard let help else { throw error }
            context.logger.error("a question failed", metadata: ["error": "\(String(reflecting: error))"])
            var card = HelpDeskCard(help.words, intent: .other, session: question.sessionID ?? newID())
            card.help = help
            return Prepared(turnID: newID(), question: question.prompt, card: card, isHarmless: false, earlier: [])
        }
    }

    private func prepare(
        _ question: HelpDeskQuestion,
        _ help: HelpCard?,
        for context: AuthenticatedContext
    ) async throws -> Prepared {
        let (owner, askedAt) = (context.principal.subject, Date())
        let label = try await store.label(
            question.sessionID,
            owner: owner,
            isVisitor: context.principal.kind == .anonymous
        )
        let session = try await store.find(label, owner: owner)
        let safety = reading.promptGuard.judge(question.prompt)
        var card =
            if let help {
                // Whoever is in danger is told of nothing else.
                HelpDeskCard(help.words, intent: .other, session: label)
            } else if safety.action == .block {
                HelpDeskCard(Messages.helpDeskRefusal[context.language], intent: .other, session: label)
            } else {
                try await card(question, label, session, for: context)
            }
        card.help = help
        var earlier: [HelpDeskTurn] = []
        if let session { earlier = try await store.turns(of: session.id, limit: Self.shownTurns) }
        let turn = HelpDeskTurn(
            question: question.prompt,
            answer: card.words,
            card: try JSONValue(wire: card),
            askedAt: askedAt
        )
        let turnID = try await store.keep(
            turn,
            in: label,
            owner: owner,
            code: card.municipio?.code,
            country: card.municipio?.country
        )
        return Prepared(
            turnID: turnID,
            question: question.prompt,
            card: card,
            isHarmless: safety.action == .allow && help == nil,
            // What no model may read, it doesn't hear of later either.
            earlier: earlier.filter { reading.promptGuard.judge($0.question).action == .allow }
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
        if prepared.card.unanswered { await municipio.note(unanswered: prepared.question, for: context) }
        let outcome = try await explanation.write(
            prepared.question,
            of: prepared.isHarmless ? prepared.card.facts : [],
            after: prepared.earlier,
            for: context,
            emit
        )
        if !outcome.text.isEmpty { try await store.add(explanation: outcome.text, to: prepared.turnID) }
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
            return HelpDeskCard(known, intent: intent, session: label, in: context.language)
        } catch is MunicipioClient.Away {
            let intent = HelpDeskIntent(text, namesPlace: false)
            let words = intent == .greeting ? Messages.greeting : Messages.municipioAway
            return HelpDeskCard(words[context.language], intent: intent, session: label)
        }
    }
}

extension Consultation {
    /// Whether the question itself speaks of a place, here or elsewhere.
    fileprivate var namesPlace: Bool {
        place != nil || search.decision != .none || search.outside != nil || !places.isEmpty
    }
}
