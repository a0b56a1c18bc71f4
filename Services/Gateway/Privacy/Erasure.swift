import Foundation
import Hummingbird
import Persistence
import SuiteProtocol

/// How far the erasure of a person is.
package struct Erasure: Sendable {
    package enum StepState: String, Codable, Sendable {
        case waiting
        /// It didn't answer yet, and is asked again.
        case away
        case done
    }

    package struct Step: Sendable, RowDecodable {
        package let daemon: String
        package let state: StepState
        package let outcome: SubjectErasure

        package init(row: Row) throws {
            daemon = try row.get("daemon")
            state = try row.get("state")
            let text = try row.get("outcome", as: String?.self)
            outcome =
                try text.map { try WireJSON.decoder().decode(SubjectErasure.self, from: Data($0.utf8)) }
                ?? SubjectErasure()
        }
    }

    package let id: String
    package let isDone: Bool
    package let steps: [Step]
}

/// A step that somebody works on.
struct ErasureTask: Sendable, RowDecodable {
    let erasureID: String
    let subject: String
    let language: String
    let daemon: String
    let state: Erasure.StepState
    let attempts: Int

    init(row: Row) throws {
        erasureID = try row.get("erasure_id")
        subject = try row.get("subject")
        language = try row.get("language")
        daemon = try row.get("daemon")
        state = try row.get("state")
        attempts = try row.get("attempts")
    }
}

/// As pages read it.
struct ErasureBody: Codable, Sendable, ResponseEncodable {
    struct Daemon: Codable, Sendable {
        let daemon: String
        let state: Erasure.StepState
        let erased: [SubjectErasure.Erased]
        let kept: [SubjectErasure.Kept]
    }

    let id: String
    let state: String
    let daemons: [Daemon]

    init(_ erasure: Erasure) {
        id = erasure.id
        state = erasure.isDone ? "done" : "running"
        daemons = erasure.steps.map {
            Daemon(daemon: $0.daemon, state: $0.state, erased: $0.outcome.erased, kept: $0.outcome.kept)
        }
    }
}
