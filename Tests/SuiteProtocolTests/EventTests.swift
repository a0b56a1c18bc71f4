import Foundation
import SuiteProtocol
import Testing

struct EventTests {
    @Test func isACloudEvent() throws {
        let event = Event(
            source: "/chat",
            type: .messageCreated,
            subject: "m1",
            data: MessageCreated(
                conversationID: "c1",
                messageID: "m1",
                ownerID: "u1",
                assistant: "medico",
                createdAt: Date(timeIntervalSince1970: 1_750_000_000.5)
            )
        )
        let json = try WireJSON.encoder().encode(event)
        let fields = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(Set(fields.keys) == ["specversion", "id", "source", "type", "subject", "time", "data"])
        #expect(fields["specversion"] as? String == "1.0")
        #expect(fields["type"] as? String == "chat.message.created")
        let data = try #require(fields["data"] as? [String: String])
        #expect(
            data == [
                "conversation_id": "c1", "message_id": "m1", "owner_id": "u1", "assistant": "medico",
                "sender": "user", "created_at": "2025-06-15T15:06:40.500Z",
            ]
        )

        let read = try WireJSON.decoder().decode(Event<MessageCreated>.self, from: json)
        #expect(read.data == event.data)
        #expect(read.id == event.id && isID(read.id))
        #expect(abs(read.time.timeIntervalSince(event.time)) < 0.001)
    }

    @Test func keepsEventsApart() {
        let names = EventType.allCases.flatMap { [$0.stream, $0.channel] }
        #expect(Set(names).count == names.count)
        #expect(EventType.conversationChanged.channel == "consulta:live:conversation.changed")
        #expect(EventType.messageCreated.stream == "consulta:stream:chat.message.created")
        #expect(
            EventType.allCases.filter(\.isDurable) == [.messageCreated, .helpRequested, .jobQueued, .auditRecorded]
        )
    }
}
