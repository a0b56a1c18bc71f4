import Daemon

@main
struct Main {
    static func main() async {
        await runDaemon { try await buildApplication(config: $0) }
    }
}
