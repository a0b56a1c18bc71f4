import Citations
import FoundationEssentials
import Hummingbird

/// A conversation with its messages, oldest first.
struct Conversation: ResponseEncodable, Sendable {
    let id: String
    let title: String
    let assistant: String
    let pinned: Bool
    let responder: Responder
    /// Who answers, where a person does.
    let tutor: Tutor?
    let tone: Tone?
    let course: String?
    /// In the owner's own words.
    let mood: String?
    /// The documents that its answers stand on.
    let collections: [String]
    let messages: [Message]
    /// Asks for what stands before the first of `messages`, as `before`; absent where nothing does.
    let earlier: Int?
    /// Whose it is, and how long it may be read, where somebody else opened it.
    var owner: String?
    var openedUntil: Date?
}

/// One turn.
struct Message: Encodable, Sendable {
    enum Role: String, Codable, Sendable {
        case user, assistant
        /// A person who took the conversation over.
        case tutor
    }

    enum Status: String, Codable, Sendable {
        case complete
        /// A generation writes it.
        case streaming
        /// A person stopped it; what was written is kept.
        case stopped
        /// It broke off; what was written is kept.
        case interrupted
        /// No model could answer yet.
        case waiting
    }

    let id: String
    let role: Role
    let text: String
    let status: Status
    let createdAt: Date
    /// While it is being written: what to stop, or to go on reading.
    let generationID: String?
    let model: String?
    let endpoint: String?
    let leftInstitution: Bool?
    /// What the answer stands on; empty where there is nothing.
    let sources: [Source]
    /// In a conversation with documents: the answer's sentences, each with what supports it.
    let sentences: [AnswerSentence]?
    /// Whose words they are then.
    let writtenBy: AnswerOrigin?
    /// How the documents were read.
    let mode: ReadingMode?
    let safety: Safety?
    let entities: [Entity]
    let images: [Media]
    let feedback: Feedback?
    /// What the person was shown with it.
    let help: HelpCard?
    let tutor: Tutor?
}

/// What an answer stands on.
struct Source: Codable, Equatable, Sendable {
    /// In UTF-16 code units.
    struct Span: Codable, Equatable, Sendable {
        let start: Int
        let end: Int
    }

    /// The number by which the answer cites it.
    let id: String
    let title: String
    let url: String?
    let page: Int?
    /// Of the document's file.
    var name: String?
    var chunkID: Int64?
    var documentID: String?
    var collectionID: String?
    /// The headings above it, outermost first.
    var section: [String]?
    var text: String?
    /// Where words of the question stand in the text.
    var highlights: [Span]?
    /// Where the text speaks to a model instead of its reader.
    var instructions: [Span]?
    var hasInstructions: Bool?
}

/// A page of the list of conversations.
struct ConversationList: ResponseEncodable, Sendable {
    struct Item: Codable, Equatable, Sendable {
        let id: String
        let title: String
        let assistant: String
        let updatedAt: Date
        let snippet: String
        let pinned: Bool
    }

    let items: [Item]
    /// Asks for the next page; absent on the last.
    let next: String?
}
