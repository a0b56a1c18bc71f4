import FoundationEssentials
import Messaging
import SuiteProtocol

/// Tells the open pages of the owner, and of the tutor who answers them, that a conversation changed. Losing one loses nothing: pages ask again.
struct ConversationNotices: Sendable {
    let redis: Redis

    func changed(_ conversation: String, owner: String, tutor: Tutor? = nil) async {
        let event = Event(
            source: "/chat",
            type: .conversationChanged,
            subject: conversation,
            data: ConversationChanged(conversationID: conversation, ownerID: owner, tutorID: tutor?.id)
        )
        guard let json = try? WireJSON.encoder().encode(event) else { return }
        try? await redis.publish(EventType.conversationChanged.channel, String(decoding: json, as: UTF8.self))
    }
}
