import Foundation
import Hummingbird
import SuiteProtocol

/// What the institution holds on a person, gathered from its daemons.
struct MyData: Codable, Sendable, ResponseEncodable {
    enum Status: String, Codable, Sendable {
        case ok, away
        case notInstalled = "not_installed"
    }

    struct Daemon: Codable, Sendable {
        let daemon: String
        let status: Status
        let categories: [SubjectCategory]
    }

    /// Somebody looked at the person's data, or did something with it.
    struct View: Codable, Sendable {
        let at: Date
        let actorName: String?
        let action: String
        let reason: String?
        /// What was refused, or failed, was tried all the same.
        let result: String
        let daemon: String
    }

    let daemons: [Daemon]
    let views: [View]
    let erasure: ErasureBody?
}
