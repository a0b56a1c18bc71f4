import Relay
import ServiceLifecycle

/// The relay that people connect to, from the moment on that the gateway's own endpoints can be reached.
struct Front: Service {
    let relay: RelayServer
    let own: Milestone
    let accessLog: AccessLog?

    func run() async throws {
        await own.reached()
        guard !Task.isCancelled else { return }
        defer { accessLog?.flush() }
        try await relay.run()
    }
}

/// Something that happens once, and that others wait for.
struct Milestone: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func reach() { continuation.finish() }

    /// Returns at once where it has been reached, and when the waiting task is cancelled.
    func reached() async {
        for await _ in stream {}
    }
}
