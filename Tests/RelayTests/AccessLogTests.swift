import Foundation
import NIOCore
import NIOPosix
import Relay
import Synchronization
import Testing

extension RelayTests {
    @Suite struct AccessLogTests {
        private struct Line: Decodable {
            let time: String
            let level: String
            let daemon: String
            let message: String
            let requestId: String
            let traceId: String
            let method: String
            let route: String
            let status: Int
            let ms: Double
            let bytesIn: Int
            let bytesOut: Int
            let upstream: String?
            let outcome: String?
            let failure: String?
        }

        @Test func writesOneJSONLineForEachExchange() async throws {
            try await RelayUnderTest.relaying(
                "POST /a?secret=1 HTTP/1.1\r\nHost: h\r\nX-Request-ID: r1\r\nContent-Length: 3\r\n\r\nabc"
            ) { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
                try await passage.server.close()
                _ = try await passage.client.receiveToEnd()
                let record = try await passage.relay.journal.next()

                let written = Mutex("")
                let log = AccessLog(daemon: "gateway") { text in written.withLock { $0 += text } }
                let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
                try await eventLoop.submit { for _ in 0..<3 { log.append(record, on: eventLoop) } }.get()
                log.flush()

                let text = written.withLock { $0 }
                #expect(!text.contains("secret"))
                let lines = text.split(separator: "\n")
                #expect(lines.count == 3)
                let decoder = JSONDecoder()
                decoder.keyDecodingStrategy = .convertFromSnakeCase
                let line = try decoder.decode(Line.self, from: Data(lines[0].utf8))
                #expect(line.time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil)
                #expect(
                    try Date(line.time, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
                        .timeIntervalSinceNow.magnitude < 60
                )
                #expect(line.requestId == "r1")
                #expect(line.daemon == "gateway")
                #expect(line.method == "POST")
                #expect(line.route == "test")
                #expect(line.status == 200)
                #expect(line.bytesIn == 3)
                #expect(line.bytesOut == 4)
                #expect(line.outcome == "interrupted")
                #expect(line.failure == "interrupted")
                #expect(line.ms >= 0)
            }
        }
    }
}
