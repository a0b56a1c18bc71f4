import Glibc

/// What the store's process has in memory: many look at it at once, or one changes it.
///
/// Not a value that searches hold a copy of: each change would copy the whole of it while one does. So those who change it
/// wait for searches that have begun, some milliseconds, and those that have not yet wait for them.
///
/// Unchecked: the lock guards the state.
final class Memory<State: Sendable>: @unchecked Sendable {
    private var state: State
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init(_ state: State) {
        self.state = state
        lock = .allocate(capacity: 1)
        var attributes = pthread_rwlockattr_t()
        pthread_rwlockattr_init(&attributes)
        // By default a run of searches would keep changes waiting for ever.
        pthread_rwlockattr_setkind_np(&attributes, Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
        pthread_rwlock_init(lock, &attributes)
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    /// Not from within `read` or `write`.
    func read<Value>(_ body: (borrowing State) throws -> Value) rethrows -> Value {
        pthread_rwlock_rdlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body(state)
    }

    func write<Value>(_ body: (inout State) throws -> Value) rethrows -> Value {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body(&state)
    }
}
