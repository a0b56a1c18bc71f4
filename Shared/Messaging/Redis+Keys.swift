/// Keys that expire. Redis may lose its memory: nothing that must last is kept here.
extension Redis {
    package func get(_ key: String) async throws -> String? {
        try await command("GET", key).text
    }

    package func bytes(_ key: String) async throws -> [UInt8]? {
        try await command("GET", key).bytes
    }

    /// False where `ifAbsent` is asked for and the key exists; it then keeps its value and its time.
    @discardableResult
    package func set(
        _ key: String,
        _ value: any RedisArgument,
        expiry: Duration,
        ifAbsent: Bool = false
    ) async throws -> Bool {
        let condition: [any RedisArgument] = ifAbsent ? ["NX"] : []
        return try await command(["SET", key, value, "PX", expiry.milliseconds] + condition) != .null
    }

    /// How many of the keys existed.
    @discardableResult
    package func delete(_ keys: String...) async throws -> Int {
        guard !keys.isEmpty else { return 0 }
        return try await command(["DEL"] + keys).integer ?? 0
    }

    /// The new value. The expiry starts when the key is created and is not prolonged: a fixed window.
    package func increment(_ key: String, by amount: Int = 1, expiry: Duration) async throws -> Int {
        let reply = try await evaluate(
            """
            local value = redis.call('INCRBY', KEYS[1], ARGV[1])
            if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
            return value
            """,
            keys: [key],
            [amount, expiry.milliseconds]
        )
        guard let value = reply.integer else { throw RedisError.unexpectedReply }
        return value
    }

    /// Deletes the key only while it holds this value: how the holder of a lock gives it back.
    @discardableResult
    package func delete(_ key: String, ifEqualTo value: String) async throws -> Bool {
        try await evaluate(
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0",
            keys: [key],
            [value]
        ).integer == 1
    }

    /// Prolongs the key only while it holds this value.
    package func prolong(_ key: String, ifEqualTo value: String, expiry: Duration) async throws -> Bool {
        try await evaluate(
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
            """,
            keys: [key],
            [value, expiry.milliseconds]
        ).integer == 1
    }

    /// A Lua script: several steps that no other client can come between.
    func evaluate(_ script: String, keys: [String], _ arguments: [any RedisArgument]) async throws -> RedisReply {
        try await command(["EVAL", script, keys.count] + keys + arguments)
    }
}
