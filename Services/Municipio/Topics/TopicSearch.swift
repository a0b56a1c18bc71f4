import Synchronization

/// Looks approved answers up; the index is made anew after any replica changed one.
final class TopicSearch: Sendable {
    private struct Made {
        let revision: Int
        let index: TopicIndex
    }

    private let store: TopicStore
    private let made = Mutex<Made?>(nil)

    init(_ store: TopicStore) {
        self.store = store
    }

    func hits(for text: String) async throws -> [TopicIndex.Hit] {
        try await index().hits(for: text)
    }

    private func index() async throws -> TopicIndex {
        let revision = try await store.revision()
        if let known = made.withLock({ $0 }), known.revision == revision { return known.index }
        let (current, topics) = try await store.snapshot()
        let index = TopicIndex(topics)
        made.withLock { $0 = Made(revision: current, index: index) }
        return index
    }
}
