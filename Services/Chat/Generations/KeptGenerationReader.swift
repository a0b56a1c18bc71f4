import FoundationEssentials

/// Reads a generation that another replica writes, or that has ended, from what is kept of it.
///
/// What is kept grows every half second; no message between replicas can be lost on the way to a reader.
struct KeptGenerationReader: Sendable {
    let store: ConversationStore
    let owner: String

    private static let interval = Duration.milliseconds(200)
    /// Of so many intervals one begins with a ping: every 15 s.
    private static let pingInterval = 75

    func steps(of id: String, after offset: Int) -> AsyncStream<Generation.Step> {
        AsyncStream { continuation in
            let task = Task {
                var offset = offset
                var count = 0
                repeat {
                    count += 1
                    if count % Self.pingInterval == 0 { continuation.yield(.ping) }
                    // Where the database is away, or the conversation is gone, the reader hears nothing new.
                    guard let kept = try? await store.generation(id, owner: owner) else { continue }
                    let missing = kept.text.utf8.dropFirst(offset)
                    if !missing.isEmpty {
                        offset = kept.text.utf8.count
                        continuation.yield(.delta(String(decoding: missing, as: UTF8.self), end: offset))
                    }
                    if let outcome = kept.outcome {
                        continuation.yield(.ended(outcome))
                        break
                    }
                } while (try? await Task.sleep(for: Self.interval)) != nil
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
