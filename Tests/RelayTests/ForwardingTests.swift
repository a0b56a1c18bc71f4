import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct ForwardingTests {
        @Test func rewritesTheTargetAndKeepsOtherFields() async throws {
            try await RelayUnderTest.relaying(
                "GET /api/chat/history?q=a%20b HTTP/1.1\r\nHost: h:1\r\nX-Own: 1\r\nCookie: c\r\n\r\n",
                prefix: "/api/chat",
                replacement: "/v1"
            ) { passage in
                let request = passage.request
                #expect(request.startLine == "GET /v1/history?q=a%20b HTTP/1.1")
                #expect(request["x-own"] == "1")
                #expect(request["cookie"] == "c")
                #expect(request.all("host") == ["127.0.0.1:\(passage.upstream.port)"])
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Up: u\r\n\r\nok")
                let answer = try await passage.client.receiveMessage()
                #expect(answer.startLine == "HTTP/1.1 200 OK")
                #expect(answer.body == "ok")
                #expect(answer["x-up"] == "u")
                #expect(answer["x-request-id"]?.utf8.count == 32)
                let record = try await passage.relay.journal.next()
                #expect(record.status == 200)
                #expect(record.route == "test")
                #expect(record.bytesOut == 2)
                #expect(record.outcome == .complete)
            }
        }

        @Test func removesHopByHopFieldsBothWays() async throws {
            try await RelayUnderTest.relaying(
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 5\r\nTE: trailers\r\n"
                    + "Proxy-Authorization: p\r\nUpgrade: h2c\r\nX-Secret: s\r\nX-Stays: 1\r\n\r\n",
                route: { $0.removedRequestFields = ["x-secret"] }
            ) { passage in
                let request = passage.request
                for name in ["x-hop", "keep-alive", "te", "proxy-authorization", "upgrade", "connection", "x-secret"] {
                    #expect(request[name] == nil, "\(name)")
                }
                #expect(request["x-stays"] == "1")
                try await passage.server.send(
                    "HTTP/1.1 200 OK\r\nConnection: x-priv\r\nX-Priv: 1\r\nProxy-Authenticate: b\r\nContent-Length: 0\r\n\r\n"
                )
                let answer = try await passage.client.receiveMessage()
                #expect(answer["x-priv"] == nil)
                #expect(answer["connection"] == nil)
                #expect(answer["proxy-authenticate"] == nil)
            }
        }

        @Test func relaysChunkedBodiesBothWays() async throws {
            try await RelayUnderTest.relaying(
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n",
                until: "abc\r\n"
            ) { passage in
                try await passage.client.send("2\r\nde\r\n0\r\nTrailer-X: 1\r\n\r\n")
                #expect(try await passage.server.receive(to: "0\r\n\r\n") == "2\r\nde\r\n0\r\n\r\n")
                try await passage.server.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwxyz\r\n0\r\n\r\n"
                )
                let answer = try await passage.client.receiveMessage()
                #expect(answer.all("transfer-encoding") == ["chunked"])
                #expect(answer.content == "wxyz")
            }
        }

        @Test func givesABodyWithoutLengthItsChunks() async throws {
            try await RelayUnderTest.relaying { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\n\r\nuntil the end")
                try await passage.server.close()
                let answer = try await passage.client.receiveMessage()
                #expect(answer.content == "until the end")
                #expect(answer["connection"] == nil)
            }
        }

        @Test func closesAfterABodyWithoutLengthForHTTP10() async throws {
            try await RelayUnderTest.relaying("GET / HTTP/1.0\r\n\r\n") { passage in
                try await passage.server.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
                )
                let answer = Message(try await passage.client.receiveToEnd())
                #expect(answer["transfer-encoding"] == nil)
                #expect(answer.body == "ab")
                #expect(answer["connection"] == "close")
            }
        }

        @Test(arguments: [
            ("HEAD", "200 OK\r\nContent-Length: 10"), ("GET", "304 Not Modified\r\nContent-Length: 10"),
            ("GET", "204 No Content"),
        ])
        func knowsAnswersWithoutBody(method: String, answer: String) async throws {
            try await RelayUnderTest.relaying("\(method) / HTTP/1.1\r\nHost: h\r\n\r\n") { passage in
                try await passage.server.send("HTTP/1.1 \(answer)\r\n\r\n")
                let first = try await passage.client.receive(to: "\r\n\r\n")
                #expect(first.hasPrefix("HTTP/1.1 \(answer.prefix(3))"))
                #expect(first.contains("ransfer-") == false)
                // The connection is in step: the next request is answered on it.
                try await passage.client.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try await passage.server.receiveMessage().startLine == "GET /2 HTTP/1.1")
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2")
                #expect(try await passage.client.receiveMessage().body == "2")
            }
        }

        @Test func answersPipelinedRequestsInOrder() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                let requests = (1...20).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }
                try await client.send(requests.joined())
                let server = try await upstream.accept()
                for number in 1...20 {
                    let request = try await server.receiveMessage()
                    #expect(request.startLine == "GET /\(number) HTTP/1.1")
                    let body = "n\(number)."
                    try await server.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                }
                let answers = try await client.receive(to: "n20.")
                let order = (1...20).map { answers.firstRange(of: "n\($0).")?.lowerBound }
                #expect(order.allSatisfy { $0 != nil })
                #expect(order.compactMap { $0 }.sorted() == order.compactMap { $0 })
            }
        }

        @Test func reusesItsConnections() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET /0 HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                for number in 0..<10 {
                    #expect(try await server.receiveMessage().startLine == "GET /\(number) HTTP/1.1")
                    try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                    _ = try await client.receiveMessage()
                    if number < 9 { try await client.send("GET /\(number + 1) HTTP/1.1\r\nHost: h\r\n\r\n") }
                }
            }
        }

        @Test func askIsMadeToContinueBeforeItSendsItsBody() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
                #expect(try await client.receive(to: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await client.send("body")
                let server = try await upstream.accept()
                let request = try await server.receiveMessage()
                #expect(request["expect"] == nil)
                #expect(request.body == "body")
                try await server.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                #expect(try await client.receiveMessage().startLine == "HTTP/1.1 200 OK")
            }
        }

        @Test func passesEarlyHints() async throws {
            try await RelayUnderTest.relaying { passage in
                try await passage.server.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
                let hints = Message(try await passage.client.receive(to: "\r\n\r\n"))
                #expect(hints.status == 103)
                #expect(hints["link"] == "</a.css>")
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                #expect(try await passage.client.receiveMessage().body == "ok")
            }
        }

        @Test func passesAnAnswerThatComesBeforeTheRequestEnds() async throws {
            try await RelayUnderTest.relaying(
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nsome",
                until: "some"
            ) { passage in
                try await passage.server.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
                #expect(try await passage.client.receiveMessage().status == 403)
                try await passage.server.closed(within: .seconds(5))
                // What is left of the body is thrown away, and the next request is understood.
                try await passage.client.send(
                    String(repeating: "x", count: 96) + "GET /next HTTP/1.1\r\nHost: h\r\n\r\n"
                )
                let next = try await passage.upstream.accept()
                #expect(try await next.receiveMessage().startLine == "GET /next HTTP/1.1")
            }
        }

        @Test func waitsForADecisionAndThenForwards() async throws {
            let upstream = try await TestUpstream.start()
            let decide: TestPolicy.Decide = { route, _, loop in
                .wait(
                    loop.eventLoop.scheduleTask(in: .milliseconds(20)) { .forward(ForwardingPlan(route)) }.futureResult
                )
            }
            try await RelayUnderTest.run(to: upstream.address, decide: decide) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                let server = try await upstream.accept()
                #expect(try await server.receiveMessage().body == "body")
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                #expect(try await client.receiveMessage().status == 200)
            }
        }

        @Test func refusesAsItsPolicySays() async throws {
            let decide: TestPolicy.Decide = { _, _, _ in
                .respond(CannedResponse(status: 401, body: ByteBuffer(string: "who?")), route: "refused")
            }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), decide: decide) { relay in
                let client = try await relay.connect()
                for _ in 0..<2 {
                    try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                    let answer = try await client.receiveMessage()
                    #expect(answer.status == 401)
                    #expect(answer.body == "who?")
                }
                #expect(try await relay.journal.next().route == "refused")
            }
        }

        @Test(arguments: [
            "/internal/x", "//internal", "/%69nternal/x", "/INTERNAL", "/x/..%2finternal", "/x/%2e%2e/internal",
        ])
        func leadsNobodyToInternalPaths(path: String) async throws {
            try await RelayUnderTest.run(to: .unix(path: "/nowhere")) { relay in
                let status = try await relay.ask("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n").status
                #expect([400, 404].contains(status))
            }
        }
    }
}
