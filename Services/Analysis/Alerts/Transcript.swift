import Daemon
import Hummingbird

/// What was written in an alert's conversation, oldest first.
struct Transcript: ResponseEncodable, Sendable {
    let conversationID: String
    /// As chat has them.
    let messages: JSONValue
}
