import Daemon
import FoundationEssentials
import Logging
import Retrieval
import ServiceLifecycle

/// Has what is searched, and the files, be as the documents are: what a crash did not let anyone finish, and an index that
/// was lost.
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
            let (made, removed) = try await reconcile()
            guard made + removed > 0 else { return }
            logger.notice("the index was mended", metadata: ["indexed": "\(made)", "removed": "\(removed)"])
        } catch {
            logger.warning("the library could not be tidied up", metadata: ["error": "\(error)"])
        }
    }

    /// - Returns: of how many documents passages were made anew, and removed.
    private func reconcile() async throws -> (made: Int, removed: Int) {
        // Before the documents are looked at: one that comes meanwhile is there, and its passages come after it.
        let counts = try await library.passages.documents()
        let known = try await library.documents.existing(counts.keys)
        let unknown = counts.keys.filter { !known.contains($0) }
        if !unknown.isEmpty { try await library.passages.remove(documents: unknown) }
        let indexing = PassageIndexing(documents: library.documents, passages: library.passages)
        var (made, last) = (0, "")
        while let (found, end) = try await library.documents.unlike(counts, after: last) {
            if !found.isEmpty { made += try await indexing.index(found) }
            last = end
        }
        return (made, unknown.count)
    }
}
