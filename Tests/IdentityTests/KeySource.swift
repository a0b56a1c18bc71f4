import Foundation
import Identity
import JWTKit
import Synchronization

/// Public keys that a test may change, take away and count the fetches of.
final class KeySource: PublicKeys {
    struct Away: Error {}

    private struct State {
        var keys: [String]
        var isAway = false
        var fetches = 0
    }

    private let state: Mutex<State>

    init(_ mints: Mint...) { state = Mutex(State(keys: mints.map(\.jwk))) }

    var fetches: Int { state.withLock { $0.fetches } }

    func publish(_ jwks: String...) { state.withLock { $0.keys = jwks } }

    func isAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }

    func current() async throws -> JWKS {
        let keys = try state.withLock { state in
            state.fetches += 1
            if state.isAway { throw Away() }
            return state.keys
        }
        return try JSONDecoder().decode(JWKS.self, from: Data(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8))
    }
}
