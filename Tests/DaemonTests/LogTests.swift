import Daemon
import Foundation
import Logging
import Testing

struct LogTests {
    private struct Failure: Error { let reason = "disk" }

    private let log = CapturedLog()

    private func logger(_ level: Logger.Level = .info) -> Logger {
        Logger(label: "sample") { JSONLogHandler(daemon: $0, level: level, write: log.write) }
    }

    @Test func writesOneJSONObjectALine() throws {
        var logger = logger()
        logger[metadataKey: "request_id"] = "r-1"
        logger.info("started", metadata: ["port": "1", "request_id": "r-2"])
        let entry = try #require(log.entries().first)
        #expect(entry["level"] == "info" && entry["daemon"] == "sample" && entry["message"] == "started")
        #expect(entry["port"] == "1" && entry["request_id"] == "r-2")
        let time = try #require(entry["time"])
        #expect(try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) <= Date())
        #expect(log.text.hasSuffix("}\n"))
    }

    @Test(arguments: [
        "a \"quoted\" \\ path", "line\nfeed\r\n\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "niño 🙂 e\u{301} \u{2028}",
        "</script>",
    ])
    func escapesWhatWouldBreakALine(_ text: String) throws {
        logger().info("\(text)", metadata: ["\(text)": "\(text)"])
        let entry = try #require(log.entries().first)
        #expect(entry["message"] == text)
        #expect(entry[text] == text)
        #expect(log.text.filter { $0 == "\n" || $0 == "\r\n" }.count == 1)
    }

    @Test func leavesOutWhatIsBelowItsLevel() throws {
        logger(.warning).info("quiet")
        logger(.warning).warning("loud")
        #expect(try log.entries().map { $0["message"] } == ["loud"])
    }

    @Test func namesTheCause() throws {
        logger().error("failed", error: Failure())
        #expect(try log.entries().first?["error"]?.contains("disk") == true)
    }
}
