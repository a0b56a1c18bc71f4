import DaemonTesting
import Foundation
import Municipio

extension MunicipioFixture {
    /// A second daemon on the same database and home.
    ///
    /// - Parameter now: by which what it keeps grows old.
    func withReplica<Value: Sendable>(
        now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (MunicipioFixture) async throws -> Value
    ) async throws -> Value {
        let (identity, settings) = (identity, settings)
        return try await RunningDaemon.run(
            settings: settings,
            home: daemon.home,
            build: { try await buildApplication(config: $0, keys: identity.keys, now: now, onListening: $1) },
            { try await body(MunicipioFixture(daemon: $0, identity: identity, settings: settings)) }
        )
    }

    /// Waits for what happens soon, and fails where it doesn't.
    static func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await !condition() {
            guard ContinuousClock.now < deadline else { throw NeverCameTrue() }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    struct NeverCameTrue: Error {}
}
