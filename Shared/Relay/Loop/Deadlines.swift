import NIOCore

/// Something with a moment by which it must have moved on.
package protocol Timed: AnyObject {
    /// `.distantFuture` while nothing is due.
    var deadline: NIODeadline { get }
    /// Where this stands in its `Deadlines`; kept by them.
    var deadlineIndex: Int { get set }
    /// Called on the event loop once `deadline` has passed, again at every tick until it is moved.
    func deadlinePassed()
}

/// All deadlines of one event loop, looked through every 100 ms. A timer for each request would cost more
/// than the request; these are limits of seconds, which may be late by a tick and are never early.
package final class Deadlines {
    static let tick = TimeAmount.milliseconds(100)

    private let eventLoop: any EventLoop
    private let afterTick: () -> Void
    private var entries: [any Timed] = []
    private var isTicking = false
    /// The time of the last tick: exact enough to set a limit by, and free. Stale while nothing ticks.
    private var now = NIODeadline.now()

    init(_ eventLoop: any EventLoop, afterTick: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.afterTick = afterTick
    }

    /// A moment at least `amount` from now.
    package func after(_ amount: TimeAmount) -> NIODeadline {
        (isTicking ? now : .now()) + amount + Self.tick
    }

    package func add(_ timed: any Timed) {
        timed.deadlineIndex = entries.count
        entries.append(timed)
        guard !isTicking else { return }
        isTicking = true
        now = .now()
        schedule()
    }

    package func remove(_ timed: any Timed) {
        let index = timed.deadlineIndex
        guard index >= 0, index < entries.count, entries[index] === timed else { return }
        let last = entries.removeLast()
        if last !== timed {
            last.deadlineIndex = index
            entries[index] = last
        }
        timed.deadlineIndex = -1
    }

    private func schedule() {
        eventLoop.assumeIsolated().scheduleTask(in: Self.tick) { [weak self] in self?.look() }
    }

    private func look() {
        now = .now()
        var index = entries.count - 1
        while index >= 0 {
            // What passes its deadline may take itself and others out.
            if index < entries.count {
                let entry = entries[index]
                if entry.deadline <= now { entry.deadlinePassed() }
            }
            index -= 1
        }
        afterTick()
        if entries.isEmpty {
            isTicking = false
        } else {
            schedule()
        }
    }
}
