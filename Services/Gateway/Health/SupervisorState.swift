import Daemon
import Foundation
import SuiteProtocol

/// What the supervisor that start-all runs has written of a daemon: `CONSULTA_HOME/run/<product>.json`.
struct SupervisorState: Codable, Sendable, Equatable {
    enum State: String, Codable, Sendable {
        case running, stopped
        case backingOff = "backing_off"
    }

    let state: State
    let restarts: Int?
    /// Why it ended last, such as `exit 1` or `signal 9`.
    let lastExit: JSONValue?

    /// nil where the daemon isn't under a supervisor on this machine.
    static func read(_ product: String, home: String) -> SupervisorState? {
        guard let data = FileManager.default.contents(atPath: "\(home)/run/\(product).json") else { return nil }
        return try? WireJSON.decoder().decode(SupervisorState.self, from: data)
    }
}
