import Daemon
import Foundation
import Logging
import Messaging
import SuiteProtocol
import Testing

/// Says over Redis what daemons say of people's conversations.
struct TestNotices: Sendable {
    let redis: Redis

    /// - Parameter url: where Redis is.
    static func run(_ url: String, _ body: (TestNotices) async throws -> Void) async throws {
        let redis = try Redis(
            url: url,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            metrics: PrometheusMetrics()
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await redis.run() }
            try await redis.untilConnected()
            try await body(TestNotices(redis: redis))
            group.cancelAll()
        }
    }

    /// Returns once as many gateways as should listen have it.
    func changed(_ conversation: String, of owner: String, tutor: String? = nil, listeners: Int = 1) async throws {
        let event = Event(
            source: "/chat",
            type: .conversationChanged,
            subject: conversation,
            data: ConversationChanged(conversationID: conversation, ownerID: owner, tutorID: tutor)
        )
        try await publish(String(decoding: try WireJSON.encoder().encode(event), as: UTF8.self), listeners: listeners)
    }

    /// A citizen waits for a person of the help desk.
    func ticket(_ id: String) async throws {
        let event = Event(
            source: "/municipio",
            type: .ticketCreated,
            subject: id,
            data: TicketCreated(ticketID: id, number: "2026-000001")
        )
        try await publish(
            String(decoding: try WireJSON.encoder().encode(event), as: UTF8.self),
            on: .ticketCreated,
            listeners: 1
        )
    }

    /// A notice with this many bytes more than it needs.
    func large(_ conversation: String, of owner: String, bytes: Int) async throws {
        let padding = String(repeating: "x", count: bytes)
        try await publish(
            #"{"type":"conversation.changed","subject":"\#(conversation)","#
                + #""data":{"owner_id":"\#(owner)","padding":"\#(padding)"}}"#,
            listeners: 1
        )
    }

    private func publish(_ payload: String, on type: EventType = .conversationChanged, listeners: Int) async throws {
        let channel = type.channel
        let deadline = ContinuousClock.now + .seconds(30)
        // A subscription may still be on its way.
        while try await redis.command("PUBLISH", channel, payload).integer ?? 0 < listeners {
            try #require(ContinuousClock.now < deadline, "nobody listens")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
