import Glibc

/// A thread of its own for what blocks, away from event loops and the cooperative pool.
enum DedicatedThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func start(_ run: @escaping @Sendable () -> Void) throws {
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread,
            nil,
            { raw in
                DedicatedThread.blockBrokenPipes()
                if let raw { Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            },
            body.toOpaque()
        )
        guard failure == 0 else {
            body.release()
            throw RedisSessionError(reason: "no thread: \(String(cString: strerror(failure)))")
        }
        pthread_detach(thread)
    }

    /// hiredis writes with write(2): without this a Redis that goes away would end the daemon by SIGPIPE.
    private static func blockBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
