import Daemon
import HTTPTypes

/// Why a ticket can't be found, changed or made.
enum TicketError: Error, Equatable {
    case notFound
    /// Somebody else has it.
    case taken
    case nothingToChange
    case tooManyNotes(limit: Int)
    /// Of one citizen.
    case tooManyOpen(limit: Int)
    case badState
    case badCursor
    case badLimit
}

extension TicketError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "ticket_not_found", Messages.ticketNotFound)
        case .taken: Problem(.conflict, "ticket_taken", Messages.ticketTaken)
        case .nothingToChange: Problem(.unprocessableContent, "nothing_to_change", Messages.nothingToChange)
        case .tooManyNotes(let limit): Problem(.conflict, "too_many_notes", Messages.tooManyNotes(limit: limit))
        case .tooManyOpen(let limit):
            Problem(.tooManyRequests, "too_many_tickets", Messages.tooManyTickets(limit: limit))
        case .badState: Problem(.badRequest, "bad_state", Messages.badTicketState)
        case .badCursor: Problem(.badRequest, "invalid_cursor", Messages.badTicketCursor)
        case .badLimit: Problem(.badRequest, "bad_limit", Messages.badTicketLimit)
        }
    }
}
