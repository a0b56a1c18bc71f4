import Daemon

@main
struct Main {
    static func main() async throws {
        try await buildApplication(config: daemonConfiguration()).runService()
    }
}
