import FoundationEssentials
import Messaging
import SuiteProtocol

/// Tells the open pages of clerks that somebody waits. Losing one loses nothing: pages ask again.
struct TicketNotices: Sendable {
    let redis: Redis

    func created(_ ticket: TicketRow) async {
        let event = Event(
            source: "/municipio",
            type: .ticketCreated,
            subject: ticket.id,
            data: TicketCreated(ticketID: ticket.id, number: ticket.number)
        )
        guard let json = try? WireJSON.encoder().encode(event) else { return }
        try? await redis.publish(EventType.ticketCreated.channel, String(decoding: json, as: UTF8.self))
    }
}
