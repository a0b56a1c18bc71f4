/// A key that one replica holds and prolongs. It keeps order, not correctness: two holders would only send twice.
struct RelayLock: Sendable {
    /// Also how long relaying rests after a holder was killed.
    private static let expiry = Duration.seconds(5)

    let key: String
    let holder: String
    let redis: Redis

    func hold() async throws -> Bool {
        if try await redis.prolong(key, ifEqualTo: holder, expiry: Self.expiry) { return true }
        return try await redis.set(key, holder, expiry: Self.expiry, ifAbsent: true)
    }

    func release() async {
        // With Redis away the key expires by itself.
        _ = try? await redis.delete(key, ifEqualTo: holder)
    }
}
