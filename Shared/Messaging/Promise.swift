import Synchronization

/// A value set once from any thread and awaited by one task; that task's cancellation sets it too.
final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, any Error>)
        case set(Result<Value, any Error>)
    }

    private let state = Mutex(State.empty)

    var isSet: Bool {
        state.withLock { if case .set = $0 { true } else { false } }
    }

    var value: Value {
        get async throws {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let result = state.withLock { state -> Result<Value, any Error>? in
                        if case .set(let result) = state { return result }
                        state = .awaited(continuation)
                        return nil
                    }
                    if let result { continuation.resume(with: result) }
                }
            } onCancel: {
                set(.failure(CancellationError()))
            }
        }
    }

    /// The first result counts.
    func set(_ result: Result<Value, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            switch state {
            case .set: return nil
            case .empty:
                state = .set(result)
                return nil
            case .awaited(let continuation):
                state = .set(result)
                return continuation
            }
        }
        continuation?.resume(with: result)
    }
}
