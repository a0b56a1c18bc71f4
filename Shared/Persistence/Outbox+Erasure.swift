import Foundation

extension Database {
    /// Events of these streams that wait in the outbox and name `id` in what they say.
    package func waitingEvents(naming id: String, in streams: Set<String>) async throws -> [String] {
        let needle = Data(id.utf8)
        var found: [String] = []
        var sequence: Int64 = 0
        while true {
            let page = try await read { [sequence] in try Outbox.pending(after: sequence, in: $0) }
            guard let last = page.last else { return found }
            found += page.filter { streams.contains($0.stream) && $0.payload.firstRange(of: needle) != nil }.map(\.id)
            sequence = last.sequence
        }
    }
}
