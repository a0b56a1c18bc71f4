extension Redis {
    /// Adds an entry and returns its id. Durable events go through the outbox instead, with the fact they tell of.
    @discardableResult
    package func append(_ fields: KeyValuePairs<String, any RedisArgument>, to stream: String) async throws -> String {
        let flat = fields.flatMap { name, value in [name, value] as [any RedisArgument] }
        guard let id = try await command(["XADD", stream, "*"] + flat).text else { throw RedisError.unexpectedReply }
        return id
    }

    /// How many events of this stream were given up after their last attempt; `/health` shows it.
    package func deadLetters(_ stream: String) async throws -> Int {
        try await command("XLEN", Self.deadLetterStream(of: stream)).integer ?? 0
    }

    /// Where they are, with the fields they had and `reason`, `group`, `entry`.
    package static func deadLetterStream(of stream: String) -> String { "\(stream):dead" }
}
