import Daemon
import FoundationEssentials
import Logging
import ServiceLifecycle

/// Removes what deleted documents left, and files that no document knows: what a crash did not let anyone finish.
struct LibraryUpkeep: Service {
    private static let interval = Duration.seconds(600)

    let library: Library
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await pass()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    /// What fails is tried at the next pass.
    func pass() async {
        do {
            try await library.removeRemains()
            try await library.removeUnknownFiles()
        } catch {
            logger.warning("the library could not be tidied up", metadata: ["error": "\(error)"])
        }
    }
}
