/// What a clerk does with a ticket: what is given.
struct TicketChange: Decodable, Sendable {
    let state: Ticket.State?
    /// What the clerks should know.
    let note: String?
    /// True takes it on, false gives it back.
    let take: Bool?
    /// From whom it is taken over, where somebody has it.
    let from: String?

    var isEmpty: Bool { state == nil && note == nil && take == nil }
}

/// Where a ticket stands, and who has it.
struct TicketStanding: Sendable, Equatable {
    var state: Ticket.State
    var handledBy: String?

    /// - Throws: `TicketError.taken` where somebody else has it.
    mutating func apply(_ change: TicketChange, by clerk: String) throws(TicketError) {
        switch change.take {
        case true?:
            guard handledBy == nil || handledBy == clerk || handledBy == change.from else { throw .taken }
            handledBy = clerk
            if state == .open { state = .inProgress }
        case false?:
            guard handledBy == nil || handledBy == clerk else { throw .taken }
            handledBy = nil
            if state == .inProgress { state = .open }
        case nil: break
        }
        guard let wanted = change.state else { return }
        state = wanted
        switch wanted {
        case .open: handledBy = nil
        case .inProgress: handledBy = handledBy ?? clerk
        case .closed: break
        }
    }
}
