import FoundationEssentials
import Persistence

/// What a model at an endpoint used in a month.
package struct SpendEntry: Equatable, Sendable {
    package let endpoint: String
    package let model: String
    package let tally: SpendTally

    package init(endpoint: String, model: String, tally: SpendTally) {
        self.endpoint = endpoint
        self.model = model
        self.tally = tally
    }
}

/// Some of it, written together and once.
package struct SpendBatch: Equatable, Sendable {
    package let id: String
    package let month: SpendMonth
    package let entries: [SpendEntry]

    package init(id: String, month: SpendMonth, entries: [SpendEntry]) {
        self.id = id
        self.month = month
        self.entries = entries
    }
}

/// The spending of all replicas, by month, endpoint and model.
package struct SpendStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
        "spend",
        """
        CREATE TABLE spend (
            month TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            model TEXT NOT NULL,
            requests INTEGER NOT NULL,
            estimated_requests INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            amount INTEGER NOT NULL,
            PRIMARY KEY (month, endpoint, model)
        );
        CREATE TABLE spend_batches (
            id TEXT PRIMARY KEY,
            written_at INTEGER NOT NULL
        );
        CREATE INDEX spend_batches_by_age ON spend_batches (written_at);
        """
    )

    /// How long a batch that was written is known as such.
    private static let memory: TimeInterval = 86_400

    /// A batch whose first writing may have succeeded can be written again: it counts once.
    package func write(_ batch: SpendBatch, at now: Date) async throws {
        try await database.write { db in
            let isNew = try db.execute(
                """
                INSERT INTO spend_batches (id, written_at) VALUES (\(batch.id), \(now)) ON CONFLICT (id) DO NOTHING
                """
            )
            guard isNew > 0 else { return }
            for entry in batch.entries {
                let tally = entry.tally
                try db.execute(
                    """
                    INSERT INTO spend (month, endpoint, model, requests, estimated_requests, input_tokens,
                        output_tokens, amount)
                    VALUES (\(batch.month.text), \(entry.endpoint), \(entry.model), \(tally.requests),
                        \(tally.estimatedRequests), \(tally.inputTokens), \(tally.outputTokens),
                        \(tally.amount.micros))
                    ON CONFLICT (month, endpoint, model) DO UPDATE SET
                        requests = spend.requests + excluded.requests,
                        estimated_requests = spend.estimated_requests + excluded.estimated_requests,
                        input_tokens = spend.input_tokens + excluded.input_tokens,
                        output_tokens = spend.output_tokens + excluded.output_tokens,
                        amount = spend.amount + excluded.amount
                    """
                )
            }
            try db.execute("DELETE FROM spend_batches WHERE written_at < \(now.addingTimeInterval(-Self.memory))")
        }
    }

    /// The most costly first.
    package func entries(_ month: SpendMonth) async throws -> [SpendEntry] {
        try await database.read { db in
            try db.all(
                "SELECT * FROM spend WHERE month = \(month.text) ORDER BY amount DESC, endpoint, model",
                as: Stored.self
            )
            .map(\.entry)
        }
    }

    /// By endpoint.
    package func sums(_ month: SpendMonth) async throws -> [String: SpendTally] {
        try await entries(month).reduce(into: [:]) { sums, entry in
            sums[entry.endpoint, default: SpendTally()] += entry.tally
        }
    }
}

private struct Stored: RowDecodable {
    let entry: SpendEntry

    init(row: Row) throws {
        var tally = SpendTally()
        tally.requests = try row.get("requests")
        tally.estimatedRequests = try row.get("estimated_requests")
        tally.inputTokens = try row.get("input_tokens")
        tally.outputTokens = try row.get("output_tokens")
        tally.amount = Amount(micros: try row.get("amount"))
        entry = SpendEntry(endpoint: try row.get("endpoint"), model: try row.get("model"), tally: tally)
    }
}
