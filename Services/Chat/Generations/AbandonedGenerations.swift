import FoundationEssentials
import Logging
import ServiceLifecycle

/// Finds generations whose replica died, and keeps what they had written as interrupted.
struct AbandonedGenerations: Service {
    let store: ConversationStore
    let generations: GenerationRunner
    let logger: Logger

    /// A replica keeps its generations every half second: one untouched this long has nobody.
    private static let silence = 5.0

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await sweep()
                try await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func sweep() async {
        do {
            let count = try await store.interruptAbandoned(
                since: Date(timeIntervalSinceNow: -Self.silence),
                except: generations.ids
            )
            if count > 0 { logger.notice("answers cut off by a crash", metadata: ["count": "\(count)"]) }
        } catch {
            logger.warning("abandoned answers could not be looked for", metadata: ["error": "\(error)"])
        }
    }
}
