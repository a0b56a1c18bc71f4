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
    case helpRequested = "chat.help.requested"
    case conversationChanged = "conversation.changed"
    case endpointStateChanged = "endpoint.state_changed"
    case ticketCreated = "ticket.created"
    case analysisCompleted = "analysis.completed"
    case alertRaised = "alert.raised"
    case alertUpdated = "alert.updated"
    case interventionChanged = "intervention.changed"
    /// A job waits: whoever is free takes it.
    case jobQueued = "job.queued"
    /// A job is further on, or has ended.
    case jobChanged = "job.changed"
    /// Carries an `AuditEntry`, whose id is the event's.
    case auditRecorded = "audit.recorded"

    /// The Redis stream of a durable event, and the pub/sub channel of a live one, are named for the event.
    package var isDurable: Bool { [.messageCreated, .helpRequested, .auditRecorded, .jobQueued].contains(self) }
    package var stream: String { "consulta:stream:\(rawValue)" }
    package var channel: String { "consulta:live:\(rawValue)" }
}

package struct MessageCreated: Codable, Sendable, Equatable {
    /// Who wrote it: what assistants and tutors write is told of by nothing durable.
    package enum Sender: String, Codable, Sendable { case user }

    package let conversationID: String
    package let messageID: String
    /// Whose conversation it is.
    package let ownerID: String
    package let assistant: String
    package let sender: Sender
    package let createdAt: Date
    /// Whether the assistant accompanies students: tutors hear of these. Nil in what older daemons told.
    package let accompanied: Bool?

    package init(
        conversationID: String,
        messageID: String,
        ownerID: String,
        assistant: String,
        sender: Sender = .user,
        createdAt: Date,
        accompanied: Bool? = nil
    ) {
        self.conversationID = conversationID
        self.messageID = messageID
        self.ownerID = ownerID
        self.assistant = assistant
        self.sender = sender
        self.createdAt = createdAt
        self.accompanied = accompanied
    }
}

/// A student asks for a person by hand.
package struct HelpRequested: Codable, Sendable, Equatable {
    package let requestID: String
    /// nil where they were in none.
    package let conversationID: String?
    /// Who asks.
    package let ownerID: String
    package let askedAt: Date

    package init(requestID: String, conversationID: String?, ownerID: String, askedAt: Date) {
        self.requestID = requestID
        self.conversationID = conversationID
        self.ownerID = ownerID
        self.askedAt = askedAt
    }
}

package struct ConversationChanged: Codable, Sendable, Equatable {
    package let conversationID: String
    /// Whose screens should hear of it.
    package let ownerID: String
    /// The tutor's, too, who took it over.
    package let tutorID: String?

    package init(conversationID: String, ownerID: String, tutorID: String? = nil) {
        self.conversationID = conversationID
        self.ownerID = ownerID
        self.tutorID = tutorID
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

/// A student's message was read.
package struct AnalysisCompleted: Codable, Sendable, Equatable {
    package let messageID: String
    package let conversationID: String
    package let ownerID: String

    package init(messageID: String, conversationID: String, ownerID: String) {
        self.messageID = messageID
        self.conversationID = conversationID
        self.ownerID = ownerID
    }
}

/// An alert was raised, has grown, or somebody did something about it.
package struct AlertChanged: Codable, Sendable, Equatable {
    package let alertID: String
    package let tier: Int
    package let state: String
    /// Whose screens should hear of it.
    package let audience: [String]

    package init(alertID: String, tier: Int, state: String, audience: [String]) {
        self.alertID = alertID
        self.tier = tier
        self.state = state
        self.audience = audience
    }
}

/// Somebody took a conversation over, or gave it back.
package struct InterventionChanged: Codable, Sendable, Equatable {
    package let interventionID: String
    package let conversationID: String
    package let state: String
    /// Whose screens should hear of it.
    package let audience: [String]

    package init(interventionID: String, conversationID: String, state: String, audience: [String]) {
        self.interventionID = interventionID
        self.conversationID = conversationID
        self.state = state
        self.audience = audience
    }
}

/// Work waits that outlives requests and daemons.
package struct JobQueued: Codable, Sendable, Equatable {
    package let jobID: String
    /// `ingest`, `sheet` or `letters`.
    package let kind: String

    package init(jobID: String, kind: String) {
        self.jobID = jobID
        self.kind = kind
    }
}

/// How far a job is.
package struct JobChanged: Codable, Sendable, Equatable {
    package let jobID: String
    package let kind: String
    /// `waiting`, `running`, `done`, `failed` or `cancelled`.
    package let state: String
    /// What is being done: `reading`, `indexing`.
    package let stage: String?
    /// How much of `total` is done.
    package let done: Int
    package let total: Int?
    /// The document, sheet or letters that it works on.
    package let subjectID: String
    /// Whose screens should hear of it.
    package let ownerID: String

    package init(
        jobID: String,
        kind: String,
        state: String,
        stage: String?,
        done: Int,
        total: Int?,
        subjectID: String,
        ownerID: String
    ) {
        self.jobID = jobID
        self.kind = kind
        self.state = state
        self.stage = stage
        self.done = done
        self.total = total
        self.subjectID = subjectID
        self.ownerID = ownerID
    }
}
