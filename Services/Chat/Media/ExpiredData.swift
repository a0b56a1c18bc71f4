import FoundationEssentials
import Logging
import ServiceLifecycle

/// Removes for good what may no longer be asked back: deleted conversations with their images, and images never sent; and
/// what was only needed for minutes.
struct ExpiredData: Service {
    let conversations: ConversationStore
    let media: MediaStore
    let logger: Logger

    /// How long an upload may wait for the message that takes it.
    private static let unsentTime = 24 * 3600.0

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await conversations.removeDeleted(media.folder)
                    try await conversations.forgetHelpRequests()
                    try await media.removeUnsent(before: Date(timeIntervalSinceNow: -Self.unsentTime))
                } catch {
                    logger.warning("expired data could not be removed", metadata: ["error": "\(error)"])
                }
                try await Task.sleep(for: .seconds(1))
            }
        }
    }
}
