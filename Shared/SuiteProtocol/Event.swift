import FoundationEssentials

/// A CloudEvents 1.0 envelope. Payloads carry ids and figures, never people's text.
package struct Event<Payload: Codable & Sendable>: Codable, Sendable {
    package let specversion: String
    package let id: String
    /// The daemon that speaks: `/chat`.
    package let source: String
    package let type: String
    /// The id of what the event is about.
    package let subject: String
    package let time: Date
    package let data: Payload

    package init(
        id: String = newID(),
        source: String,
        type: EventType,
        subject: String,
        time: Date = Date(),
        data: Payload
    ) {
        self.specversion = "1.0"
        self.id = id
        self.source = source
        self.type = type.rawValue
        self.subject = subject
        self.time = time
        self.data = data
    }
}

/// Event names, and how each travels.
package enum EventType: String, CaseIterable, Codable, Sendable {
    case messageCreated = "chat.message.created"
    case conversationChanged = "conversation.changed"
    case endpointStateChanged = "endpoint.state_changed"
    case ticketCreated = "ticket.created"
    /// Carries an `AuditEntry`, whose id is the event's.
    case auditRecorded = "audit.recorded"

    /// The Redis stream of a durable event, and the pub/sub channel of a live one, are named for the event.
    package var isDurable: Bool { self == .messageCreated || self == .auditRecorded }
    package var stream: String { "consulta:stream:\(rawValue)" }
    package var channel: String { "consulta:live:\(rawValue)" }
}

package struct MessageCreated: Codable, Sendable, Equatable {
    package let conversationID: String
    package let messageID: String
    /// Whose conversation it is.
    package let ownerID: String
    package let assistant: String

    package init(conversationID: String, messageID: String, ownerID: String, assistant: String) {
        self.conversationID = conversationID
        self.messageID = messageID
        self.ownerID = ownerID
        self.assistant = assistant
    }
}

package struct ConversationChanged: Codable, Sendable, Equatable {
    package let conversationID: String
    /// Whose screens should hear of it.
    package let ownerID: String

    package init(conversationID: String, ownerID: String) {
        self.conversationID = conversationID
        self.ownerID = ownerID
    }
}

package struct EndpointStateChanged: Codable, Sendable, Equatable {
    package let endpointID: String
    /// `up`, `down`, `limited`, `misconfigured`.
    package let state: String

    package init(endpointID: String, state: String) {
        self.endpointID = endpointID
        self.state = state
    }
}

/// A citizen asks for a person of the help desk.
package struct TicketCreated: Codable, Sendable, Equatable {
    package let ticketID: String
    /// As the citizen was told: `2026-000123`.
    package let number: String

    package init(ticketID: String, number: String) {
        self.ticketID = ticketID
        self.number = number
    }
}
