import DaemonTesting
import NIOHTTP1
import Testing

/// Uploads and open streams: how many of them somebody may have.
@Suite(.serialized) struct FrontLimitTests {
    @Test func uploadsAreCountedInBytesByPerson() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat, "RATE_LIMIT_UPLOAD_MIB": "1"]) { gateway in
                let administrator = try await gateway.signIn()
                let student = try await gateway.newPerson("bruno", by: administrator)
                func send(_ bytes: Int, by session: Session) async throws -> Answer {
                    let body = String(repeating: "x", count: bytes)
                    return try await gateway.send(.PUT, "/api/media/m", json: body, token: session.accessToken)
                }
                // What is left is enough for any one upload; what it owes comes off the next.
                for _ in 0..<2 { #expect(try await send(700_000, by: administrator).status == 200) }
                let refused = try await send(70_000, by: administrator)
                #expect(refused.status == 429 && refused.code == "upload_limited")
                #expect(refused.text.contains("Enviaste más de 1 MiB en un minuto"))
                #expect(refused.headers.first(name: "ratelimit-limit") == "1048576")
                #expect(refused.headers.first(name: "ratelimit-remaining") == "0")
                let wait = try #require(refused.headers.first(name: "retry-after").flatMap { Int($0) })
                #expect((1...25).contains(wait))
                // A small body is no upload, and others have their own.
                #expect(try await send(1_000, by: administrator).status == 200)
                #expect(try await send(700_000, by: student).status == 200)
            }
        }
    }

    @Test func uploadsWithoutALengthAreCountedWhenTheyHaveCome() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat, "RATE_LIMIT_UPLOAD_MIB": "1"]) { gateway in
                let session = try await gateway.signIn()
                func send() async throws -> String {
                    let chunk = "7d000\r\n" + String(repeating: "x", count: 512_000) + "\r\n"
                    return try await RawConnection.exchange(
                        port: gateway.port,
                        "PUT /api/media/m HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(session.accessToken)\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n\(chunk)\(chunk)0\r\n\r\n"
                    )
                }
                for _ in 0..<2 { #expect(try await send().hasPrefix("HTTP/1.1 200 ")) }
                #expect(try await send().contains("upload_limited"))
            }
        }
    }

    @Test func openStreamsAreCountedByPersonAndByKey() async throws {
        try await HeldStream.run { daemon in
            let settings = ["CHAT_URL": daemon.url, "INFERENCE_ROUTER_URL": daemon.url, "RATE_LIMIT_STREAMS": "2"]
            try await RunningGateway.run(settings) { gateway in
                let administrator = try await gateway.signIn()
                let student = try await gateway.newPerson("bruno", by: administrator)
                let key = try await gateway.newKey(administrator)
                var open: [Listener] = []
                for _ in 0..<2 {
                    open.append(try await .open(gateway, "/api/chat", token: administrator.accessToken))
                    open.append(try await .open(gateway, "/v1/chat/completions", token: key))
                }
                #expect(open.map(\.status) == [200, 200, 200, 200])
                let third = try await Listener.open(gateway, "/api/chat", token: administrator.accessToken)
                #expect(third.status == 429 && third.answer.contains("too_many_streams"))
                #expect(third.answer.contains("Ya tienes 2 respuestas abiertas a la vez"))
                #expect(third.answer.contains("retry-after: 5\r\n") && third.answer.contains("ratelimit-limit: 2\r\n"))
                let ofKey = try await Listener.open(gateway, "/v1/chat/completions", token: key)
                #expect(ofKey.status == 429 && ofKey.answer.contains("too_many_streams"))
                let other = try await Listener.open(gateway, "/api/chat", token: student.accessToken)
                #expect(other.status == 200)
                // A place is free as soon as one is left.
                try await open.removeFirst().close()
                try await eventually {
                    let again = try await Listener.open(gateway, "/api/chat", token: administrator.accessToken)
                    open.append(again)
                    return again.status == 200
                }
                for listener in open + [third, ofKey, other] { try? await listener.close() }
            }
        }
    }

    @Test(.enabled(if: TestRedis.isInstalled)) func openStreamsOfAllReplicasCountTogether() async throws {
        let redis = try TestRedis()
        try await Self.withReplicas(redis: redis.url) { first, second, session in
            let held = try await Listener.open(first, "/api/chat", token: session.accessToken)
            #expect(held.status == 200)
            try await eventually {
                let there = try await Listener.open(second, "/api/chat", token: session.accessToken)
                try await there.close()
                return there.status == 429
            }
            try await held.close()
            try await eventually {
                let there = try await Listener.open(second, "/api/chat", token: session.accessToken)
                try await there.close()
                return there.status == 200
            }
        }
        withExtendedLifetime(redis) {}
    }

    @Test func openStreamsCountForEachReplicaWhileRedisIsAway() async throws {
        try await Self.withReplicas(redis: "unix:///nowhere/redis.sock") { first, second, session in
            var open: [Listener] = []
            for gateway in [first, second] {
                open.append(try await .open(gateway, "/api/chat", token: session.accessToken))
            }
            #expect(open.map(\.status) == [200, 200])
            let more = try await Listener.open(second, "/api/chat", token: session.accessToken)
            #expect(more.status == 429)
            for listener in open + [more] { try? await listener.close() }
        }
    }

    /// Two gateways over one database where somebody may have one stream open.
    private static func withReplicas(
        redis: String,
        _ body: @escaping @Sendable (RunningGateway, RunningGateway, Session) async throws -> Void
    ) async throws {
        try await HeldStream.run { daemon in
            let settings = [
                "REDIS_URL": redis, "CHAT_URL": daemon.url, "RATE_LIMIT_STREAMS": "1",
                "RATE_LIMIT_PER_MINUTE": "100000",
            ]
            try await RunningGateway.runTwo(settings) { first, second in
                try await body(first, second, try await first.signIn())
            }
        }
    }
}
