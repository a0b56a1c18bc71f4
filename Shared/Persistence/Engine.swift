/// SQLite or PostgreSQL: runs a closure as a transaction on a database thread.
protocol Engine: Sendable {
    /// A consistent snapshot that can't be written.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value
    /// Serialisable. The closure may run several times.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value
    /// Alone among all processes that migrate this database, and without the usual time limit.
    func migrate<Value: Sendable>(_ body: @escaping @Sendable (Connection) throws -> Value) async throws -> Value
    /// Has what was deleted leave the files too.
    func expunge() async throws
    /// What other processes tell with `Connection.notify`; nil where there can be no others.
    func listen(to channel: String) throws -> AsyncStream<Void>?
    func close() async
}

/// Cancels `operation` after `limit`. If that stopped it, `late` is thrown; if it finished all the same, its result counts.
func withDeadline<Value: Sendable>(
    _ limit: Duration,
    late: DatabaseError,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Outcome<Value>.self) { group in
        group.addTask { .finished(try await operation()) }
        group.addTask {
            try? await Task.sleep(for: limit)
            return .timeIsOver
        }
        defer { group.cancelAll() }
        do {
            while let outcome = try await group.next() {
                if case .finished(let value) = outcome { return value }
                group.cancelAll()
            }
        } catch is CancellationError where !Task.isCancelled {
            throw late
        }
        throw CancellationError()
    }
}

private enum Outcome<Value: Sendable>: Sendable {
    case finished(Value)
    case timeIsOver
}
