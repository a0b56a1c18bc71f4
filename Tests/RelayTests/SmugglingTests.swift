import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct SmugglingTests {
        @Test(arguments: [
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3, 3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x3\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \u{B}chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding\u{0}: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nX: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length : 4\r\n\r\nabc",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3 4\r\n\r\nabc",
            "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding : chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: h\r\n\r\n",
            "GET / HTTP/1.1\nHost: h\n\n",
            "GET / HTTP/1.1\r\nHost: h\nX: 1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX: a\u{0}b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX Y: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\n: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nX(): a\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: user@h\r\n\r\n",
            "GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/1.1 \r\nHost: h\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET a HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /#f HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET /a/../b HTTP/1.1\r\nHost: h\r\n\r\n",
            "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n",
            "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: h\r\n\r\n",
            "GET / http/1.1\r\nHost: h\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}",
        ])
        func refusesAndClosesBeforeAnythingIsRelayed(request: String) async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send(request)
                let text = try await client.receiveToEnd()
                #expect(Message(text).status == 400)
                #expect(Message(text)["connection"] == "close")
            }
        }

        @Test(arguments: [
            "z\r\n", "-1\r\n", "\r\n", "1\nab", "3\r\nabcd\r\n", "3\r\nabc\n0\r\n\r\n", "3\r\nabcX\r\n",
            "0\r\nbad header\r\n\r\n",
            "fffffffffffffffff\r\n", "1 \r\na\r\n", "3;\u{1}\r\nabc\r\n",
        ])
        func refusesMalformedChunks(body: String) async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n\(body)")
                #expect(Message(try await client.receiveToEnd()).status == 400)
            }
        }

        /// Were the length taken off with the fields that `Connection` names, the body would be a request.
        @Test func keepsALengthThatConnectionNames() async throws {
            let body = "GET /smuggled HTTP/1.1\r\n"
            try await RelayUnderTest.relaying(
                "POST / HTTP/1.1\r\nHost: h\r\nConnection: Content-Length, X-Hop\r\nX-Hop: 1\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)",
                until: body
            ) { passage in
                #expect(passage.request["content-length"] == "\(body.utf8.count)")
                #expect(passage.request["x-hop"] == nil)
                let answer = try await passage.answer(
                    "HTTP/1.1 200 OK\r\nConnection: content-length\r\nContent-Length: 2\r\n\r\nok"
                )
                #expect(answer["content-length"] == "2")
            }
        }

        @Test func aRequestInsideABodyStaysBody() async throws {
            let body = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n"
            try await RelayUnderTest.relaying(
                "POST /1 HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    + "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n"
            ) { passage in
                #expect(passage.request.body == body)
                _ = try await passage.answer()
                #expect(try await passage.server.receiveMessage().startLine == "GET /2 HTTP/1.1")
            }
        }

        @Test func takesAbsoluteFormOfTheSameHost() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET http://H:80/a?b HTTP/1.1\r\nHost: h:80\r\n\r\n")
                let server = try await upstream.accept()
                #expect(try await server.receiveMessage().startLine == "GET /a?b HTTP/1.1")
            }
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\na", "HTTP/1.1 20 OK\r\n\r\n", "nonsense nonsense\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        ])
        func refusesMalformedAnswers(answer: String) async throws {
            try await RelayUnderTest.relaying { passage in
                try await passage.server.send(answer)
                #expect(try await passage.client.receiveMessage().status == 502)
                #expect(try await passage.relay.journal.next().failure == .malformed)
            }
        }
    }
}
