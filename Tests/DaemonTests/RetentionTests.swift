import Daemon
import Foundation
import Logging
import Synchronization
import Testing

@Suite struct RetentionTests {
    /// Dates of what is kept, and a clock that a test sets.
    private final class Shelf: Sendable {
        private let dates: Mutex<[Date]>
        private let time: Mutex<Date>

        init(_ dates: [Date], now: Date) {
            self.dates = Mutex(dates)
            time = Mutex(now)
        }

        var now: Date { time.withLock { $0 } }
        var left: [Date] { dates.withLock { $0 } }

        func pass(_ days: Double) { time.withLock { $0 += days * 86_400 } }

        func purge(before date: Date, limit: Int) -> Int {
            dates.withLock { dates in
                let due = dates.filter { $0 < date }.prefix(limit)
                dates.removeAll { due.contains($0) }
                return due.count
            }
        }
    }

    @Test func removesInBatchesWhatIsDueByTheClockAndNothingElse() async {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let shelf = Shelf((0..<250).map { start.addingTimeInterval(Double($0)) }, now: start)
        let log = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in
            JSONLogHandler(daemon: "test", level: .info) { line in log.withLock { $0.append(line) } }
        }
        let retention = Retention(
            [Retention.Rule("letters", days: 30) { shelf.purge(before: $0, limit: $1) }],
            now: { shelf.now },
            logger: logger
        )
        await retention.pass()
        #expect(shelf.left.count == 250 && log.withLock { $0.isEmpty })
        shelf.pass(30)
        await retention.pass()
        #expect(shelf.left.count == 250)
        shelf.pass(249.0 / 86_400)
        await retention.pass()
        #expect(shelf.left.count == 1)
        let lines = log.withLock { $0 }
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains("letters") && $0.contains("249") })
    }

    @Test func whatFailsHoldsUpNothingElse() async {
        struct Away: Error {}
        let shelf = Shelf([.distantPast], now: Date())
        let retention = Retention(
            [
                Retention.Rule("broken", days: 1) { _, _ in throw Away() },
                Retention.Rule("letters", days: 1) { shelf.purge(before: $0, limit: $1) },
            ],
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        await retention.pass()
        #expect(shelf.left.isEmpty)
    }
}
