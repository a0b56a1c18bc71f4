import CoreMetrics
import FoundationEssentials
import NIOCore
import Synchronization

/// The fleet, shared by all event loops under one short lock, and the requests that wait for it.
package final class Balancer: Sendable {
    /// Called once, on any thread, with anything but `.wait`.
    package typealias Decided = @Sendable (Choice) -> Void

    package enum Answer: Sendable {
        case decided(Choice)
        /// Waiting; `until` is when `reconsider` may find something new.
        case queued(Ticket, until: NIODeadline?)
        case queueFull
    }

    /// A place in the queue.
    package struct Ticket: Sendable {
        fileprivate let id: UInt64
        fileprivate let user: String
    }

    private struct State {
        var fleet: Fleet
        var queue = FairQueue<Ask>()
        var deciders: [UInt64: Decided] = [:]
        var nextID: UInt64 = 0
    }

    private let state: Mutex<State>
    private let queueLimit: Int
    private let figures: RouterFigures
    private let onChange: @Sendable (_ endpoint: String, _ state: EndpointState) -> Void

    package init(
        _ fleet: Fleet,
        queueLimit: Int,
        figures: RouterFigures,
        onChange: @escaping @Sendable (_ endpoint: String, _ state: EndpointState) -> Void
    ) {
        state = Mutex(State(fleet: fleet))
        self.queueLimit = queueLimit
        self.figures = figures
        self.onChange = onChange
    }

    /// Every request says when it begins and when it is over: the retry budget is a share of them.
    package func requestBegan() {
        state.withLock { $0.fleet.budget.active += 1 }
    }

    package func requestEnded() {
        state.withLock { $0.fleet.budget.active -= 1 }
    }

    /// Takes a place at an endpoint, or a place in the queue. A retry is never turned away for a full queue.
    package func acquire(_ ask: Ask, orLater decided: @escaping Decided) -> Answer {
        let (answer, depth): (Answer, Int) = state.withLock { state in
            if ask.isRetry, !state.fleet.budget.hasRoom { figures.budgetExhausted.increment() }
            let choice = state.fleet.choose(ask, at: .now())
            guard case .wait(let until) = choice else { return (.decided(choice), state.queue.count) }
            guard ask.isRetry || state.queue.count < queueLimit else { return (.queueFull, state.queue.count) }
            state.nextID += 1
            let ticket = Ticket(id: state.nextID, user: ask.user)
            state.queue.append(ask, id: ticket.id, user: ticket.user)
            state.deciders[ticket.id] = decided
            return (.queued(ticket, until: until), state.queue.count)
        }
        if case .decided = answer { return answer }
        figures.queueDepth.set(depth)
        return answer
    }

    /// Leaves the queue. False where a decision is already on its way: then the caller must take it.
    package func leave(_ ticket: Ticket) -> Bool {
        let (left, depth) = state.withLock { state in
            state.queue.remove(id: ticket.id, user: ticket.user)
            return (state.deciders.removeValue(forKey: ticket.id) != nil, state.queue.count)
        }
        figures.queueDepth.set(depth)
        return left
    }

    /// The place of a user's request in the queue, from 1; nil where it doesn't wait.
    package func position(of request: String, user: String) -> Int? {
        state.withLock { $0.queue.ahead(of: user) { $0.request == request } }.map { $0 + 1 }
    }

    /// Looks once more at everyone who waits.
    package func reconsider() {
        update { _ in }
    }

    package func giveBack(_ grant: Grant, _ report: AttemptReport) {
        if !report.isCanary { figures.attempts(report.outcome).increment() }
        // Only a failure opens a breaker, for a time that has chance in it; that is a call to the system.
        let chance = report.outcome == .success ? 0 : Double.random(in: 0..<1)
        update { $0.giveBack(grant, report, at: .now(), chance: chance) }
    }

    /// What nobody waits for: who does is not looked at again.
    package func withFleet<Value: Sendable>(_ body: (inout Fleet) -> Value) -> Value {
        state.withLock { body(&$0.fleet) }
    }

    /// Endpoints that come, change or go.
    package func change(_ change: (inout Fleet) -> Void) {
        update(change)
    }

    package func probed(_ id: String, _ finding: ProbeFinding) {
        update { $0.probed(id, finding, at: .now(), date: Date()) }
    }

    package func headerLimit(_ grant: Grant, _ size: HeaderDeadlines.PromptSize, isStream: Bool) -> TimeAmount {
        state.withLock { $0.fleet.headerLimit(grant, size, isStream: isStream) }
    }

    package func hasAnother(for ask: Ask) -> Bool {
        state.withLock { $0.fleet.hasAnother(for: ask, at: .now()) }
    }

    /// Places for requests that nobody made.
    package func canaries(after pause: TimeAmount) -> [Grant] {
        state.withLock { $0.fleet.canaries(after: pause, at: .now()) }
    }

    /// What people are shown: a copy.
    package func read<Value: Sendable>(_ body: (borrowing Fleet) -> Value) -> Value {
        state.withLock { body($0.fleet) }
    }

    /// Changes the fleet, then serves the queue and tells of new states, both outside the lock.
    private func update(_ change: (inout Fleet) -> Void) {
        var decisions: [(Decided, Choice)] = []
        var changes: [(id: String, state: EndpointState)] = []
        let depth: Int? = state.withLock { state in
            change(&state.fleet)
            let now = NIODeadline.now()
            changes = state.fleet.takeChanges(at: now)
            guard state.queue.count > 0 else { return nil }
            decisions = Self.serve(&state, at: now)
            return state.queue.count
        }
        if let depth, !decisions.isEmpty { figures.queueDepth.set(depth) }
        for (decided, choice) in decisions { decided(choice) }
        for change in changes { onChange(change.id, change.state) }
    }

    private static func serve(_ state: inout State, at now: NIODeadline) -> [(Decided, Choice)] {
        var decisions: [(Decided, Choice)] = []
        // Once nobody can take one kind, asking for the next in line would only cost time.
        var stuck: Set<Ask.Kind> = []
        var queue = state.queue
        state.queue = FairQueue()
        queue.serve { id, ask in
            guard ask.isRetry || !stuck.contains(ask.kind) else { return false }
            let choice = state.fleet.choose(ask, at: now)
            if case .wait = choice {
                if !ask.isRetry { stuck.insert(ask.kind) }
                return false
            }
            if let decided = state.deciders.removeValue(forKey: id) { decisions.append((decided, choice)) }
            return true
        }
        state.queue = queue
        return decisions
    }
}
