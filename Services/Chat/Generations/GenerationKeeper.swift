import Logging

/// Keeps the texts of all answers under way as they grow, sees which of them another replica stopped, and lets their
/// readers' connections show that they live.
struct GenerationKeeper {
    let store: ConversationStore
    let running: RunningGenerations
    let logger: Logger

    /// How often texts are kept, and so how soon a stop by another replica is seen.
    private static let interval = Duration.milliseconds(500)
    /// Of so many intervals one ends with a ping: every 15 s.
    private static let pingInterval = 30
    /// Answers of one transaction.
    private static let batch = 32

    func run() async {
        var count = 0
        while (try? await Task.sleep(for: Self.interval)) != nil {
            count += 1
            var rest = running.all[...]
            while !rest.isEmpty {
                await keep(Array(rest.prefix(Self.batch)))
                rest = rest.dropFirst(Self.batch)
            }
            if count % Self.pingInterval == 0 { for generation in running.all { generation.ping() } }
        }
    }

    private func keep(_ generations: [Generation]) async {
        do {
            let texts = generations.map { (start: $0.start, text: $0.text) }
            let stopped = try await store.keep(texts)
            for generation in generations where stopped.contains(generation.start.generationID) {
                running.stop(generation)
            }
        } catch {
            // The database may be back by the next time; the whole text is written again.
            logger.warning("answers under way could not be kept", metadata: ["error": "\(error)"])
        }
    }
}
