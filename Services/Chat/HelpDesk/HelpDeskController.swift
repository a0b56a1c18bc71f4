import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/generate`, `/clear` and `/api/help-desk`: the municipal help desk, for citizens with and without an account.
struct HelpDeskController: Sendable {
    let desk: HelpDesk

    /// Turns that go along with a ticket.
    private static let sharedTurns = 50
    /// Questions of a conversation that a page is shown again.
    private static let shownTurns = 50

    /// For whoever is known, visitors too.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("generate", use: generate)
            .post("clear", use: clear)
            .get("api/help-desk/history", use: history)
            .post("api/help-desk/tickets", use: openTicket)
            .get("api/help-desk/tickets", use: tickets)
    }

    @Sendable func generate(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let question = try await request.decode(as: HelpDeskQuestion.self, context: context).checked()
        let prepared = try await desk.prepare(question, for: context)
        if request.headers[.accept]?.contains("text/event-stream") == true {
            return HelpDeskEvents(desk: desk, prepared: prepared, context: context).response
        }
        let outcome = try await desk.finish(prepared, for: context) { _ in }
        return try HelpDeskAnswer(prepared.card, HelpDesk.whole(prepared.card, outcome))
            .response(from: request, context: context)
    }

    struct Session: Codable, ResponseEncodable {
        let sessionID: String
    }

    /// Forgets a conversation; one that isn't there is forgotten already.
    @Sendable func clear(_ request: Request, context: AuthenticatedContext) async throws -> Session {
        let session = try await request.decode(as: Session.self, context: context)
        try HelpDeskQuestion.check(session: session.sessionID)
        try await desk.store.clear(session.sessionID, owner: context.principal.subject)
        return session
    }

    /// Of a conversation of one's own; nothing where there is none.
    @Sendable func history(_ request: Request, context: AuthenticatedContext) async throws -> HelpDeskHistory {
        let name = request.uri.queryParameters["session_id"].map(String.init) ?? ""
        try HelpDeskQuestion.check(session: name)
        guard let session = try await desk.store.find(name, owner: context.principal.subject) else {
            return HelpDeskHistory(name)
        }
        return HelpDeskHistory(session, try await desk.store.turns(of: session.id, limit: Self.shownTurns))
    }

    struct TicketRequest: Decodable {
        let message: String
        let contact: String?
        let shareConversation: Bool?
        let sessionID: String?
    }

    @Sendable func openTicket(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let asked = try await request.decode(as: TicketRequest.self, context: context)
        var session: HelpDeskSession?
        if let name = asked.sessionID {
            try HelpDeskQuestion.check(session: name)
            session = try await desk.store.find(name, owner: context.principal.subject)
        }
        var conversation: [MunicipioClient.NewTicket.Turn]?
        if asked.shareConversation == true, let session {
            conversation = try await desk.store.turns(of: session.id, limit: Self.sharedTurns).flatMap { turn in
                [
                    MunicipioClient.NewTicket.Turn(role: "user", text: turn.question, at: turn.askedAt),
                    MunicipioClient.NewTicket.Turn(role: "assistant", text: turn.wholeAnswer, at: turn.askedAt),
                ]
            }
        }
        let ticket = MunicipioClient.NewTicket(
            message: asked.message,
            contact: asked.contact,
            municipality: session?.code,
            country: session?.country,
            conversation: conversation
        )
        return try await reached { try await desk.municipio.open(ticket, for: context) }
    }

    @Sendable func tickets(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try await reached { try await desk.municipio.tickets(for: context) }
    }

    private func reached(_ ask: () async throws -> Response) async throws -> Response {
        do {
            return try await ask()
        } catch is MunicipioClient.Away {
            throw HelpDeskError.municipioAway
        }
    }
}
