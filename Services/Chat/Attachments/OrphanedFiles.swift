import Logging
import ServiceLifecycle

/// Has the files of conversations that are gone for good removed by the daemon that keeps them, however long that takes.
struct OrphanedFiles: Service {
    let attachments: AttachmentStore
    let documents: DocumentsClient
    let logger: Logger

    private static let pause = Duration.seconds(1)
    private static let longestPause = Duration.seconds(60)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var pause = Self.pause
            while true {
                do {
                    for conversation in try await attachments.orphans() {
                        try await documents.removeFiles(ofConversation: conversation)
                        try await attachments.forget(conversation)
                    }
                    pause = Self.pause
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning(
                        "files of deleted conversations wait to be removed",
                        metadata: ["error": "\(error)"]
                    )
                    pause = min(pause * 2, Self.longestPause)
                }
                try await Task.sleep(for: pause)
            }
        }
    }
}
