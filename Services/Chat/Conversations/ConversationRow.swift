import FoundationEssentials
import Persistence

/// A conversation as it is stored.
struct ConversationRow: RowDecodable {
    let id: String
    let assistant: String
    let updatedAt: Date
    let pinned: Bool
    /// The position of the last message that the summary holds; -1 where there is none.
    let summarisedTo: Int
    let responder: Responder
    let tone: Tone?
    /// Something serious was said, and no person has closed that yet.
    let isInEpisode: Bool
    private let sealedTitle: EncryptedText
    private let sealedSummary: EncryptedText?
    private let sealedTutor: EncryptedText?
    private let sealedCourse: EncryptedText?
    private let sealedMood: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        assistant = try row.get("assistant")
        updatedAt = try row.get("updated_at")
        pinned = try row.get("pinned")
        summarisedTo = try row.get("summarised_to")
        sealedTitle = try row.get("title")
        sealedSummary = try row.get("summary")
        responder = try row.get("responder")
        tone = try row.get("tone")
        isInEpisode = try row.get("episode_since", as: Date?.self) != nil
        sealedTutor = try row.get("tutor")
        sealedCourse = try row.get("course")
        sealedMood = try row.get("mood")
    }

    func title(_ keyring: Keyring) throws -> String {
        try sealedTitle.text(for: id, by: keyring)
    }

    func summary(_ keyring: Keyring) throws -> String? {
        try sealedSummary?.text(for: id, by: keyring)
    }

    /// Who answers, where a person does.
    func tutor(_ keyring: Keyring) throws -> Tutor? {
        try responder == .tutor ? sealedTutor?.decoded(for: id, by: keyring) : nil
    }

    /// What the student said of themselves.
    func notes(_ keyring: Keyring) throws -> CompanionNotes {
        CompanionNotes(
            tone: tone,
            course: try sealedCourse?.text(for: id, by: keyring),
            mood: try sealedMood?.text(for: id, by: keyring)
        )
    }
}

/// A message as it is stored.
struct MessageRow: RowDecodable {
    let id: String
    let conversationID: String
    let position: Int
    let role: Message.Role
    let status: Message.Status
    let createdAt: Date
    private let generationID: String?
    let model: String?
    let endpoint: String?
    let leftInstitution: Bool?
    private let sealedText: EncryptedText
    private let sealedFacts: EncryptedText?
    private let sealedFeedback: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        conversationID = try row.get("conversation_id")
        position = try row.get("position")
        role = try row.get("role")
        status = try row.get("status")
        createdAt = try row.get("created_at")
        generationID = try row.get("generation_id")
        model = try row.get("model")
        endpoint = try row.get("endpoint")
        leftInstitution = try row.get("left_institution")
        sealedText = try row.get("text")
        sealedFacts = try row.get("facts")
        sealedFeedback = try row.get("feedback")
    }

    func text(_ keyring: Keyring) throws -> String {
        try sealedText.text(for: id, by: keyring)
    }

    func facts(_ keyring: Keyring) throws -> MessageFacts {
        try sealedFacts?.decoded(as: MessageFacts.self, for: id, by: keyring) ?? MessageFacts()
    }

    func message(_ keyring: Keyring, images: [Media]) throws -> Message {
        let facts = try facts(keyring)
        return Message(
            id: id,
            role: role,
            text: try text(keyring),
            status: status,
            createdAt: createdAt,
            generationID: status == .streaming ? generationID : nil,
            model: model,
            endpoint: endpoint,
            leftInstitution: leftInstitution,
            sources: facts.sources,
            sentences: facts.sentences,
            writtenBy: facts.writtenBy,
            mode: facts.mode,
            safety: facts.safety,
            entities: facts.entities,
            images: images,
            feedback: try sealedFeedback?.decoded(as: Feedback.self, for: id, by: keyring),
            help: facts.help,
            tutor: facts.tutor
        )
    }
}
