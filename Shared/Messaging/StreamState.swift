/// How far the groups of a stream are, read in one step together with which of some entries are gone.
struct StreamState: Sendable {
    struct Group: Sendable {
        let name: String
        /// The first entry that it may not have acknowledged.
        let bound: StreamID
    }

    let groups: [Group]
    let missing: Int

    static func read(_ stream: String, checking ids: [StreamID], _ redis: Redis) async throws -> StreamState {
        let reply = try await redis.evaluate(script, keys: [stream], ids.map(\.description))
        guard let parts = reply.array, parts.count == 2, let groups = parts[0].array, let missing = parts[1].integer
        else { throw RedisError.unexpectedReply }
        return StreamState(groups: try groups.map(group), missing: missing)
    }

    /// Everything below has been acknowledged by all of these groups; nil where one is absent, or there are none.
    func acknowledged(by known: Set<String>) -> StreamID? {
        guard known.isSubset(of: groups.map(\.name)) else { return nil }
        return groups.map(\.bound).min()
    }

    private static func group(_ reply: RedisReply) throws(RedisError) -> Group {
        guard let parts = reply.array, parts.count == 3, let name = parts[0].text,
            let delivered = StreamID(parts[1].text)
        else { throw .unexpectedReply }
        return Group(name: name, bound: StreamID(parts[2].text) ?? delivered.next)
    }

    private static let script = """
        local groups = {}
        if redis.call('EXISTS', KEYS[1]) == 1 then
            for _, flat in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
                local info = {}
                for i = 1, #flat, 2 do info[flat[i]] = flat[i + 1] end
                local lowest = ''
                if info['pending'] > 0 then lowest = redis.call('XPENDING', KEYS[1], info['name'])[2] end
                groups[#groups + 1] = { info['name'], info['last-delivered-id'], lowest }
            end
        end
        local missing = 0
        for _, id in ipairs(ARGV) do
            if #redis.call('XRANGE', KEYS[1], id, id) == 0 then missing = missing + 1 end
        end
        return { groups, missing }
        """
}
