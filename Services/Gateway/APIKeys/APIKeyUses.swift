import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// When keys were last used: noted at every request, written twice a minute and when the daemon stops.
final class APIKeyUses: Service {
    private let store: APIKeyStore
    private let logger: Logger
    private let unwritten = Mutex<[String: Date]>([:])

    private static let interval = Duration.seconds(30)

    init(store: APIKeyStore, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    func note(_ id: String, at now: Date = Date()) {
        unwritten.withLock { $0[id] = now }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await self.write() }
        }
        await write()
    }

    private func write() async {
        let uses = unwritten.withLock { uses in
            defer { uses = [:] }
            return uses
        }
        guard !uses.isEmpty else { return }
        do {
            try await store.recordUses(uses)
        } catch {
            logger.warning("the last use of API keys can't be written", metadata: ["error": "\(error)"])
            unwritten.withLock { $0.merge(uses) { newer, _ in newer } }
        }
    }
}
