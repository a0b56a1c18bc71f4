import Daemon
import Foundation
import Hummingbird
import Persistence

/// A tutor in a student's conversation, in the assistant's place.
struct Intervention: ResponseEncodable, Sendable {
    enum State: String, Codable, CaseIterable, Sendable {
        /// chat was asked, and hasn't answered yet.
        case starting
        case active
        /// The tutor isn't there, and chat hasn't yet the companion answer again.
        case leaving
        case ended
        /// chat didn't hand the conversation over.
        case failed

        var isUnderWay: Bool { [.starting, .active, .leaving].contains(self) }
    }

    struct Note: Encodable, Sendable {
        let id: String
        let at: Date
        let by: PersonReference?
        let text: String
        /// A day: `2026-11-28`.
        let followUpOn: String?
    }

    let id: String
    let conversationID: String
    let student: PersonReference
    let tutor: PersonReference?
    let alertID: String?
    let state: State
    let startedAt: Date
    let endedAt: Date?
    let notes: [Note]
    /// The last day on which somebody meant to look again.
    let followUpOn: String?
    /// As chat has them; nil in lists, and where chat doesn't answer.
    var messages: JSONValue?
}

struct InterventionList: ResponseEncodable, Sendable {
    let items: [Intervention]
    let next: String?
}

/// An intervention as it is stored.
struct InterventionRow: RowDecodable, Sendable {
    let id: String
    let conversationID: String
    let student: String
    let tutor: String?
    let alertID: String?
    let state: Intervention.State
    let startedAt: Date
    let endedAt: Date?
    let followUpOn: String?
    /// The student's last message before it.
    let afterMessage: String?
    /// When the tutor last wrote, or took it over.
    let writtenAt: Date
    /// The first message of the student's to which the tutor hasn't written since.
    let waitingSince: Date?

    init(row: Row) throws {
        writtenAt = try row.get("written_at")
        waitingSince = try row.get("waiting_since")
        afterMessage = try row.get("after_message")
        id = try row.get("id")
        conversationID = try row.get("conversation_id")
        student = try row.get("student")
        tutor = try row.get("tutor")
        alertID = try row.get("alert_id")
        state = try row.get("state")
        startedAt = try row.get("started_at")
        endedAt = try row.get("ended_at")
        followUpOn = try row.get("follow_up_on")
    }
}

/// A note as it is stored.
struct InterventionNoteRow: RowDecodable {
    let id: String
    let at: Date
    let author: String?
    let followUpOn: String?
    private let sealedText: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        at = try row.get("at")
        author = try row.get("author")
        followUpOn = try row.get("follow_up_on")
        sealedText = try row.get("text")
    }

    func text(_ keyring: Keyring) throws -> String { try sealedText.text(for: id, by: keyring) }
}
