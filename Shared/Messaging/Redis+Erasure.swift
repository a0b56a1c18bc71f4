import FoundationEssentials

/// For the right to be forgotten: nothing that names a person stays in a stream, nor in Redis' own file.
extension Redis {
    private static let page = 500

    /// Ids of the entries of a stream, or of its dead letters, whose data name `id`.
    private func entries(naming id: String, in stream: String) async throws -> [String] {
        let needle = Data(id.utf8)
        var found: [String] = []
        var start = "-"
        while true {
            let reply = try await command("XRANGE", stream, start, "+", "COUNT", Self.page)
            let entries = reply.array?.compactMap(StreamEntry.init) ?? []
            found += entries.filter { $0.payload.firstRange(of: needle) != nil }.map(\.id)
            guard entries.count == Self.page, let last = entries.last else { return found }
            start = "(\(last.id)"
        }
    }

    /// How many entries of a stream and of its dead letters name `id`.
    package func countEntries(naming id: String, in stream: String) async throws -> Int {
        var count = 0
        for name in [stream, Self.deadLetterStream(of: stream)] {
            count += try await entries(naming: id, in: name).count
        }
        return count
    }

    /// Takes them out, and returns how many there were.
    ///
    /// Redis only marks a deleted entry, and keeps its bytes while its neighbours live. So the stream is emptied as a whole:
    /// the outbox sends again what is still to be read, as after a loss of memory. Dead letters, which nobody sends again,
    /// are written anew without those that name `id`.
    @discardableResult
    package func removeEntries(naming id: String, from stream: String) async throws -> Int {
        let count = try await entries(naming: id, in: stream).count
        if count > 0 { try await delete(stream) }
        let buried = try await evaluate(
            """
            local kept, count = {}, 0
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
                if string.find(table.concat(entry[2], ' '), ARGV[1], 1, true) then
                    count = count + 1
                else
                    kept[#kept + 1] = entry
                end
            end
            if count > 0 then
                redis.call('DEL', KEYS[1])
                for _, entry in ipairs(kept) do redis.call('XADD', KEYS[1], entry[1], unpack(entry[2])) end
            end
            return count
            """,
            keys: [Self.deadLetterStream(of: stream)],
            [id]
        )
        return count + (buried.integer ?? 0)
    }

    /// Has Redis write its append-only file anew, without what was deleted, and waits for the end.
    ///
    /// - Returns: false where this Redis doesn't let us, or takes longer than a minute: its operator knows when it does.
    package func rewriteLog() async throws -> Bool {
        do {
            var wasAsked = false
            for _ in 0..<600 {
                let state = try await command("INFO", "persistence").text ?? ""
                guard state.contains("aof_enabled:1") else { return true }
                let isBusy = !state.contains("aof_rewrite_in_progress:0") || !state.contains("aof_rewrite_scheduled:0")
                if !isBusy {
                    if wasAsked { return state.contains("aof_last_bgrewrite_status:ok") }
                    try await command("BGREWRITEAOF")
                    wasAsked = true
                }
                try await Task.sleep(for: .milliseconds(100))
            }
            return false
        } catch RedisError.refused {
            return false
        }
    }
}
