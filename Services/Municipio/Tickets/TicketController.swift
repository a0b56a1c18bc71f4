import Audit
import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/municipios/tickets`: the inbox of the clerks.
struct TicketController: Sendable {
    let tickets: TicketStore

    /// For a group that requires `keepOffices`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get(":id", use: show)
            .patch(":id", use: change)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> TicketList {
        let query = request.uri.queryParameters
        let state = try query.get("state").flatMap { $0.isEmpty ? nil : $0 }.map { word in
            guard let state = Ticket.State(rawValue: word) else { throw TicketError.badState }
            return state
        }
        let cursor = query.get("cursor")
        if let cursor, !isID(cursor) { throw TicketError.badCursor }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? 30
        guard TicketStore.listLimits.contains(limit) else { throw TicketError.badLimit }
        return try await tickets.list(
            state: state,
            query: String((query.get("q") ?? "").prefix(200)),
            after: cursor,
            limit: limit
        )
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> Ticket {
        try await tickets.open(context.id("id"), by: context.keeper)
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> Ticket {
        let change = try await request.decode(as: TicketChange.self, context: context)
        guard !change.isEmpty else { throw TicketError.nothingToChange }
        let note = try change.note.map { text throws(TextFault) in try TextField.note.checked(text) }
        return try await tickets.change(context.id("id"), change, note: note, by: context.keeper)
    }
}

/// `/internal/tickets`: a citizen's own, as chat asks for them in their name.
struct CitizenTicketController: Sendable {
    let tickets: TicketStore
    let places: Places
    let notices: TicketNotices

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> TicketReceipts {
        TicketReceipts(items: try await tickets.receipts(of: context.principal.subject))
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<TicketReceipt> {
        let new = try await request.decode(as: NewTicket.self, context: context)
        let ticket = try await tickets.create(
            new.checked(in: places),
            of: context.principal.subject,
            by: context.origin
        )
        await notices.created(ticket)
        return EditedResponse(status: .created, response: ticket.receipt)
    }
}
