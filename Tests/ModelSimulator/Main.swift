import Foundation

@main
struct Main {
    static func main() async throws {
        // Nothing outlives a simulator that would have to be written or closed first.
        signal(SIGTERM) { _ in _exit(0) }
        signal(SIGPIPE, SIG_IGN)
        do {
            let settings = try Settings(
                arguments: CommandLine.arguments.dropFirst(),
                environment: ProcessInfo.processInfo.environment
            )
            try await SimulatorServer(settings: settings).run()
        } catch let error as SettingsError {
            FileHandle.standardError.write(Data("model-simulator: \(error)\n".utf8))
            exit(2)
        }
    }
}
