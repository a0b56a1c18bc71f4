import ServiceLifecycle

/// Ends the live connections first when the daemon stops: the front waits for what is in flight, and these never end.
struct LiveShutdown: Service {
    let sockets: LiveSockets

    func run() async throws {
        try? await gracefulShutdown()
        sockets.closeAll()
    }
}
