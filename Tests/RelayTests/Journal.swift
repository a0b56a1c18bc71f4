import Relay

/// The records of a relay's exchanges.
final class Journal: Sendable {
    private let stream: AsyncStream<ExchangeRecord>
    private let continuation: AsyncStream<ExchangeRecord>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func append(_ record: ExchangeRecord) {
        continuation.yield(record)
    }

    /// The next record, in order of the exchanges' ends.
    func next() async throws -> ExchangeRecord {
        let stream = stream
        return try await within(.seconds(5), "a record") {
            guard let record = await stream.first(where: { _ in true }) else {
                throw TimedOut(description: "journal closed")
            }
            return record
        }
    }
}
