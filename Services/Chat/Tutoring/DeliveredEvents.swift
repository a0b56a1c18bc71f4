import Daemon
import HTTPTypes
import Hummingbird
import NIOCore

/// A message that no model answers, as server-sent events: `start` and `done`.
struct DeliveredEvents {
    struct Start: Encodable {
        let conversationID: String
        let messageID: String
        let questionID: String
        let responder = Responder.tutor
    }

    let message: DeliveredMessage

    var response: Response {
        let start = Start(
            conversationID: message.conversationID,
            messageID: message.messageID,
            questionID: message.messageID
        )
        let done = GenerationEvents.Done(
            messageID: message.messageID,
            finishReason: DeliveredMessage.finishReason,
            usage: nil,
            model: nil,
            endpoint: nil,
            leftInstitution: false,
            sources: [],
            safety: message.facts.safety ?? .allow
        )
        return Response([
            ServerSentEvent(name: "start", id: 0, data: start), ServerSentEvent(name: "done", id: 0, data: done),
        ])
    }
}

extension DeliveredMessage {
    /// Why nothing is written.
    static let finishReason = "tutor"
}

extension Response {
    /// Server-sent events that are all there.
    init(_ events: [ServerSentEvent]) {
        var bytes = ByteBuffer()
        for event in events { bytes.writeImmutableBuffer(event.bytes) }
        self.init(
            status: .ok,
            headers: .eventStream,
            body: ResponseBody(byteBuffer: bytes)
        )
    }
}
