import NIOCore
import NIOHTTP1
import Relay
import Testing

/// What attackers send, at a gateway as people reach it: none of it gets to a daemon, and the connection ends.
@Suite(.serialized) struct HostileTrafficTests {
    @Test func contentLengthBesideTransferEncoding() async throws {
        try await Self.expect(
            400,
            "POST /api/cancel HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"
        )
    }

    @Test func transferEncodingBesideContentLength() async throws {
        try await Self.expect(
            400,
            "POST /api/cancel HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n"
                + "5c\r\nGET /api/users HTTP/1.1\r\n"
        )
    }

    @Test(arguments: [
        "Transfer-Encoding: xchunked", "Transfer-Encoding : chunked", "Transfer-Encoding:\u{B}chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: gzip, chunked",
        "X: y\nTransfer-Encoding: chunked",
    ]) func transferEncodingInDisguise(field: String) async throws {
        try await Self.expect(400, "POST /api/cancel HTTP/1.1\r\nHost: x\r\n\(field)\r\n\r\n0\r\n\r\n")
    }

    @Test(arguments: [
        "Content-Length: 3\r\nContent-Length: 3", "Content-Length: 3\r\nContent-Length: 9", "Content-Length: 3, 9",
    ])
    func duplicateLengths(fields: String) async throws {
        try await Self.expect(400, "POST /api/cancel HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\nabc")
    }

    @Test func foldedFields() async throws {
        try await Self.expect(400, "GET /api/history HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n")
    }

    @Test(arguments: [
        "GET /api/history HTTP/1.1\nHost: x\n\n", "GET /api/history HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
        "GET /api/history HTTP/1.1\r\nHost: x\r\n\n",
    ]) func bareLineFeeds(request: String) async throws {
        try await Self.expect(400, request)
    }

    @Test func aRequestHiddenInABodyIsNoRequest() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let session = try await gateway.signIn()
                let hidden =
                    "GET /api/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(session.accessToken)\r\n\r\n"
                let answer = try await RawConnection.exchange(
                    port: gateway.port,
                    "POST /api/cancel HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(hidden.utf8.count)\r\n"
                        + "Authorization: Bearer \(session.accessToken)\r\n\r\n\(hidden)"
                )
                #expect(answer.contains("\"bytes\":\(hidden.utf8.count)"))
                #expect(answer.ranges(of: "HTTP/1.1 ").count == 1)
            }
        }
    }

    @Test(arguments: [
        String(repeating: "X-Fill: \(String(repeating: "y", count: 1_000))\r\n", count: 40),
        (0..<200).map { "X-\($0): 1\r\n" }.joined(), "X-Long: " + String(repeating: "y", count: 40_000) + "\r\n",
        "Cookie: " + String(repeating: "a=b; ", count: 8_000) + "\r\n",
    ]) func headerFloods(fields: String) async throws {
        try await Self.expect(431, "GET /api/history HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
    }

    @Test func anEndlessRequestLine() async throws {
        try await Self.expect(431, "GET /" + String(repeating: "a", count: 40_000))
    }

    @Test func slowHeads() async throws {
        var front = FrontSettings()
        front.headTimeout = .milliseconds(200)
        try await Self.expect(408, "GET /api/history HTTP/1.1\r\nHost", front: front)
    }

    @Test func slowBodies() async throws {
        var front = FrontSettings()
        front.bodyTimeout = .milliseconds(200)
        try await Self.expect(408, "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{", front: front)
    }

    @Test func slowBodiesOfDaemons() async throws {
        var front = FrontSettings()
        // Long enough for the sign-in on a busy machine.
        front.bodyTimeout = .seconds(2)
        let impatient = front
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat], front: impatient) { gateway in
                let session = try await gateway.signIn()
                let answer = try await RawConnection.exchange(
                    port: gateway.port,
                    "POST /api/cancel HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(session.accessToken)\r\n"
                        + "Content-Length: 900\r\n\r\n{"
                )
                #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("slow_body"))
            }
        }
    }

    /// Each would climb out of the prefix that let it in.
    @Test(arguments: [
        "/api/history/../users", "/api/history/%2e%2e/users", "/api/history/.%2E/users", "/api/history/..%2fusers",
        "/api/history%2f..%2fusers", "/api/history/..\\users", "/api/history/%2e%2e%5cusers", "/api/./users",
        "/../../../etc/passwd", "/styles/..%2f..%2f..%2fetc%2fpasswd", "/api/users%00.css", "/%2e%2e/",
    ]) func pathsThatClimb(path: String) async throws {
        try await Self.expect(400, "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
    }

    /// Whatever a server behind might take them for, they are under the prefix that they show, or nowhere.
    @Test(arguments: [
        "//api/users", "/api//users", "/api%2fusers", "/api%2Fusers", "/%61pi/users", "/API/users", "/api/users%2f",
        "/api/inference%2finternal/keys", "/api/inference/%2finternal/keys", "/api/inference/internal%2fkeys",
        "/api/inference/%69nternal/keys",
    ]) func encodedAndDoubledSlashes(path: String) async throws {
        try await FakeDaemon.run { router in
            try await RunningGateway.run(["INFERENCE_ROUTER_URL": router]) { gateway in
                let administrator = try await gateway.signIn()
                let student = try await gateway.newPerson("bruno", by: administrator)
                for session in [administrator, student] {
                    let answer = try await RawConnection.exchange(
                        port: gateway.port,
                        "GET \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(session.accessToken)\r\n\r\n"
                    )
                    #expect(!answer.contains("\"method\""), "a daemon was reached")
                    #expect(session.user.id == administrator.user.id || !answer.contains("\"items\""))
                }
            }
        }
    }

    @Test(arguments: [
        "Content-Length: 104857600\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n5000\r\n" + String(repeating: "x", count: 20_480),
    ]) func oversizedBodies(rest: String) async throws {
        try await Self.expect(413, "POST /auth/login HTTP/1.1\r\nHost: x\r\n\(rest)")
    }

    @Test(arguments: [
        String(repeating: "f", count: 40) + "\r\n", "5;" + String(repeating: "x", count: 400) + "\r\n",
        "0\r\n" + String(repeating: "X: y\r\n", count: 2_000),
    ]) func oversizedChunkLinesAndTrailers(body: String) async throws {
        let answer = try await Self.answer(
            "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(body)"
        )
        #expect(answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
    }

    @Test(arguments: ["x y", "x/y", "user@x", "x\r\nHost: y", ""])
    func forgedHosts(host: String) async throws {
        let answer = try await Self.answer("GET /api/config HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 ") || host.isEmpty && !answer.hasPrefix("HTTP/1.1 5"), "\(answer)")
    }

    /// Anything but a WebSocket would be a tunnel past every rule.
    @Test func noUpgradeToAnotherProtocol() async throws {
        let answer = try await Self.answer(
            "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n"
        )
        #expect(answer.hasPrefix("HTTP/1.1 401 "))
    }

    /// Refused with this status and our hardening, and closed; the daemon behind it hears nothing.
    private static func expect(_ status: Int, _ request: String, front: FrontSettings = FrontSettings()) async throws {
        let answer = try await answer(request, front: front)
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
        let head = answer.lowercased()
        #expect(head.contains("x-content-type-options: nosniff\r\n") && head.contains("application/problem+json"))
        if status != 413 { #expect(head.contains("connection: close\r\n")) }
    }

    private static func answer(_ request: String, front: FrontSettings = FrontSettings()) async throws -> String {
        let answers = AsyncStream<String>.makeStream()
        // A daemon that nobody reaches: the request would be answered 502.
        try await RunningGateway.run(front: front) { gateway in
            answers.continuation.yield(try await RawConnection.exchange(port: gateway.port, request))
            answers.continuation.finish()
        }
        for await answer in answers.stream { return answer }
        return ""
    }
}
