import NIOCore

/// What lives on one event loop and is shared by its connections: idle upstream connections, deadlines,
/// identifiers, and the list of connections that have something to flush. Never leaves its loop.
package final class RelayLoop {
    package let eventLoop: any EventLoop
    package let deadlines: Deadlines
    let pool = UpstreamPool()
    private(set) var isDraining = false

    private var identifiers = IdentifierSource()
    private var fronts: [ObjectIdentifier: FrontConnection] = [:]
    private var drained: EventLoopPromise<Void>?

    private var unflushed: [ConnectionOutput] = []
    private var isFlushScheduled = false
    private var isInReadCycle = false

    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        let box = WeakLoop()
        self.deadlines = Deadlines(eventLoop) { box.loop?.flush() }
        box.loop = self
    }

    /// A limit that begins now.
    package func deadline(after amount: TimeAmount) -> NIODeadline {
        deadlines.after(amount)
    }

    package func makeIdentifier() -> RequestIdentifier {
        identifiers.next()
    }

    /// Bytes were read from a socket: what is written from here on waits for the end of the read cycle, so
    /// that one system call sends all of it.
    func beginReadCycle() {
        isInReadCycle = true
    }

    /// Also for a connection that closed: its channel does not tell the end of the cycle any more.
    func endReadCycle() {
        isInReadCycle = false
        if !unflushed.isEmpty { flush() }
    }

    func needsFlush(_ output: ConnectionOutput) {
        unflushed.append(output)
        guard !isInReadCycle, !isFlushScheduled else { return }
        isFlushScheduled = true
        eventLoop.assumeIsolated().execute { self.flush() }
    }

    func flush() {
        isFlushScheduled = false
        var index = 0
        // Flushing may call back and add to the list.
        while index < unflushed.count {
            unflushed[index].flush()
            index += 1
        }
        unflushed.removeAll(keepingCapacity: true)
    }

    func add(_ front: FrontConnection) {
        fronts[ObjectIdentifier(front)] = front
        deadlines.add(front)
    }

    func remove(_ front: FrontConnection) {
        fronts[ObjectIdentifier(front)] = nil
        deadlines.remove(front)
        if isDraining, fronts.isEmpty { drained?.succeed() }
    }

    /// Stops reusing client connections: idle ones close now, the others after their answer. The future
    /// succeeds when none is left.
    func drain() -> EventLoopFuture<Void> {
        let promise = drained ?? eventLoop.makePromise()
        drained = promise
        isDraining = true
        for front in Array(fronts.values) { front.closeIfIdle() }
        if fronts.isEmpty { promise.succeed() }
        return promise.futureResult
    }

    /// Ends everything at once.
    func closeAll() {
        isDraining = true
        for front in Array(fronts.values) { front.abort() }
        pool.closeAll()
    }
}

private final class WeakLoop {
    weak var loop: RelayLoop?
}
