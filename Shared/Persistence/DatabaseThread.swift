import Foundation

/// A thread of our own for what blocks: opening and closing files.
enum DatabaseThread {
    static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            start { continuation.resume(with: Result { try work() }) }
        }
    }

    static func start(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = "database"
        thread.stackSize = 1 << 20
        thread.start()
    }
}
