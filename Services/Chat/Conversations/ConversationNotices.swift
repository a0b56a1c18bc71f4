import FoundationEssentials
import Messaging
import SuiteProtocol

/// Tells the owner's open pages that a conversation changed. Losing one loses nothing: pages ask again.
struct ConversationNotices: Sendable {
    let redis: Redis

    func changed(_ conversation: String, owner: String) async {
        let event = Event(
            source: "/chat",
            type: .conversationChanged,
            subject: conversation,
            data: ConversationChanged(conversationID: conversation, ownerID: owner)
        )
        guard let json = try? WireJSON.encoder().encode(event) else { return }
        try? await redis.publish(EventType.conversationChanged.channel, String(decoding: json, as: UTF8.self))
    }
}
