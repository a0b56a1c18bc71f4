import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct FieldTests {
        private func forwarded(_ fields: String, trusting: [String] = []) async throws -> Message {
            let upstream = try await TestUpstream.start()
            var settings = FrontSettings()
            settings.trustedProxies = TrustedProxies(trusting)
            var request: Message?
            try await RelayUnderTest.run(to: upstream.address, settings: settings) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: desk.example:8080\r\n\(fields)\r\n")
                let server = try await upstream.accept()
                request = try await server.receiveMessage()
            }
            return try #require(request)
        }

        @Test func doesNotBelieveWhatAClientSaysOfItself() async throws {
            let request = try await forwarded(
                "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\nX-Real-IP: 9.9.9.9\r\nForwarded: for=9.9.9.9\r\n"
            )
            #expect(request.all("x-forwarded-for") == ["127.0.0.1"])
            #expect(request.all("x-forwarded-proto") == ["http"])
            #expect(request.all("x-forwarded-host") == ["desk.example:8080"])
            #expect(request.all("forwarded") == ["for=127.0.0.1;proto=http;host=\"desk.example:8080\""])
            #expect(request["x-real-ip"] == nil)
        }

        @Test func addsToWhatATrustedProxySays() async throws {
            let request = try await forwarded(
                "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: public.example\r\n",
                trusting: ["127.0.0.1"]
            )
            #expect(request.all("x-forwarded-for") == ["9.9.9.9, 127.0.0.1"])
            #expect(request.all("x-forwarded-proto") == ["https"])
            #expect(request.all("x-forwarded-host") == ["public.example"])
        }

        @Test func passesWellFormedTagsOn() async throws {
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            let request = try await forwarded("X-Request-ID: abc-1\r\ntraceparent: \(trace)\r\ntracestate: a=b\r\n")
            #expect(request.all("x-request-id") == ["abc-1"])
            #expect(request.all("traceparent") == [trace])
            #expect(request["tracestate"] == "a=b")
        }

        @Test(arguments: [
            "", "X-Request-ID: a b\r\ntraceparent: 00-x\r\ntracestate: a=b\r\n",
            "traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01\r\n",
        ])
        func makesTagsWhereThereAreNone(fields: String) async throws {
            let request = try await forwarded(fields)
            let id = try #require(request["x-request-id"])
            #expect(id.utf8.count == 32)
            #expect(request.all("traceparent").count == 1)
            #expect(request["traceparent"]?.hasPrefix("00-\(id)-") == true)
            #expect(request["tracestate"] == nil)
        }
    }
}
