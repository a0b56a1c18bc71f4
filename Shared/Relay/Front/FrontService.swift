import ServiceLifecycle

/// The relay that callers connect to, from the moment on that the application behind it listens.
package struct FrontService: Service {
    private let relay: RelayServer
    private let own: Milestone
    private let accessLog: AccessLog?

    package init(relay: RelayServer, own: Milestone, accessLog: AccessLog?) {
        self.relay = relay
        self.own = own
        self.accessLog = accessLog
    }

    package func run() async throws {
        await own.reached()
        guard !Task.isCancelled else { return }
        defer { accessLog?.flush() }
        try await relay.run()
    }
}

/// Something that happens once, and that another waits for.
package struct Milestone: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    package func reach() { continuation.finish() }

    /// Returns at once where it has been reached, and when the waiting task is cancelled.
    package func reached() async {
        for await _ in stream {}
    }
}
