import FoundationEssentials

/// What a citizen asks, as chat passes it on.
struct NewTicket: Decodable, Sendable {
    /// Turns of the conversation that go along: the last ones.
    static let mostTurns = 100
    /// Characters of one of them.
    static let longestTurn = 8_000

    let message: String
    let contact: String?
    /// A code, where a municipality was found or chosen.
    let municipality: String?
    let country: String?
    let conversation: [Ticket.Turn]?

    /// As it is kept. A conversation too long for a clerk to read is cut rather than refused: what the citizen asks counts.
    func checked(in places: Places) throws -> CheckedTicket {
        let place = try municipality.map { code in
            guard let place = places.find(code, country: country) else { throw LookUpError.unknownPlace }
            return place.key
        }
        return CheckedTicket(
            message: try TextField.message.checked(message),
            contact: try contact.flatMap { written throws(TextFault) in
                try PlainText(written).isBlank ? nil : TextField.contact.checked(written)
            },
            place: place,
            conversation: (conversation ?? []).suffix(Self.mostTurns).map { turn in
                let text = PlainText(turn.text, keepsLines: true).prefix(Self.longestTurn)
                return Ticket.Turn(role: turn.role, text: text, at: turn.at)
            }
        )
    }
}

/// A new ticket that can be kept.
struct CheckedTicket: Sendable {
    let message: String
    let contact: String?
    let place: Place.Key?
    let conversation: [Ticket.Turn]
}
