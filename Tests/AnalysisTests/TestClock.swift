import Foundation
import Synchronization

/// A clock that a test sets: it stands still otherwise.
final class TestClock: Sendable {
    private let time: Mutex<Date>

    init(_ date: Date = Date()) { time = Mutex(date) }

    var now: Date { time.withLock { $0 } }
    func set(_ date: Date) { time.withLock { $0 = date } }
    func pass(minutes: Double) { time.withLock { $0 += minutes * 60 } }
}
