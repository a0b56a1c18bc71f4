import Relay
import ServiceLifecycle

/// The relay that callers connect to, from the moment on that the application behind it listens.
struct Front: Service {
    let relay: RelayServer
    let accessLog: AccessLog?
    private let listening: AsyncStream<Void>

    init(relay: RelayServer, accessLog: AccessLog?, listening: AsyncStream<Void>) {
        self.relay = relay
        self.accessLog = accessLog
        self.listening = listening
    }

    func run() async throws {
        for await _ in listening {}
        guard !Task.isCancelled else { return }
        defer { accessLog?.flush() }
        try await relay.run()
    }
}
