struct TimedOut: Error, CustomStringConvertible {
    let description: String
}

/// Fails instead of hanging. The limit is never waited for when things work.
func within<T: Sendable>(
    _ limit: Duration = .seconds(5),
    _ what: String,
    _ body: @escaping @Sendable () async throws -> T
) async throws -> T {
    try await withThrowingTaskGroup(of: T?.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let value = first else {
            throw TimedOut(description: "not within \(limit): \(what)")
        }
        return value
    }
}

/// A machine that is busy elsewhere may take its time once; a mechanism that waits for a timer does always.
func promptly(_ scenario: () async throws -> Void) async throws {
    for _ in 0..<4 {
        if (try? await scenario()) != nil { return }
    }
    try await scenario()
}
