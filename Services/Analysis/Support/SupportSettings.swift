import Foundation

/// Whom a student can call, who is told of alerts, in which time and at which hours.
struct SupportSettings: Codable, Sendable, Equatable {
    struct Line: Codable, Sendable, Equatable {
        let name: String
        let telephone: String
        /// As people read it: «todos los días, 24 horas».
        let hours: String
        let url: String?
        /// The day on which somebody called it: `2026-11-21`.
        let verifiedOn: String
    }

    struct Contact: Codable, Sendable, Equatable {
        let userID: String
    }

    struct OutOfHours: Codable, Sendable, Equatable {
        enum Policy: String, Codable, Sendable {
            /// Students see the lines; the clock waits for the morning.
            case linesOnly = "lines_only"
            case onCall = "on_call"
        }

        let policy: Policy
        let onCall: [String]?
    }

    let lines: [Line]
    /// Who is told one after the other, after the student's tutors.
    let people: [Contact]
    let acknowledgeMinutes: Int
    /// `["monday": ["08:00", "18:00"]]`; none means always.
    let hours: [String: [String]]
    let outOfHours: OutOfHours?

    /// Before anybody has said otherwise.
    static let initial = SupportSettings(
        lines: [],
        people: [],
        acknowledgeMinutes: 15,
        hours: [:],
        outOfHours: nil
    )

    /// Everybody who is named in it.
    var userIDs: Set<String> { Set(people.map(\.userID) + (outOfHours?.onCall ?? [])) }
}
