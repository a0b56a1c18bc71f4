import NIOCore

/// One request to one upstream and its answer. It takes a connection from the event loop's pool, or waits for
/// one, or opens one; `cancel` lets go of it at once in every phase.
package final class UpstreamExchange: Timed {
    enum State {
        case created
        case queued
        case connecting(ConnectAttempt)
        case open(UpstreamConnection)
        case done
    }

    package let upstream: Upstream
    package let request: UpstreamRequest
    package let loop: RelayLoop
    package let timeouts: UpstreamTimeouts
    /// Whether the connection had served another request before.
    package private(set) var isReused = false

    private(set) var state = State.created
    private var delegate: (any UpstreamDelegate)?
    /// Body parts that a connection still to come must be given.
    private var held: [ByteBuffer] = []
    private var heldBytes = 0
    private var isHolding = true
    private var isEnded = false
    private var isPaused = false

    package private(set) var totalDeadline = NIODeadline.distantFuture
    package var deadline = NIODeadline.distantFuture
    package var deadlineIndex = -1

    /// More than this is not kept for a second try.
    private static let holdLimit = 65_536

    package init(
        to upstream: Upstream,
        request: UpstreamRequest,
        timeouts: UpstreamTimeouts,
        delegate: any UpstreamDelegate,
        on loop: RelayLoop
    ) {
        self.upstream = upstream
        self.request = request
        self.timeouts = timeouts
        self.delegate = delegate
        self.loop = loop
    }

    /// Whether the body may go on. False while there is no connection yet.
    package var isWritable: Bool {
        if case .open(let connection) = state { connection.output.isWritable } else { false }
    }

    /// Whether neither its end nor its failure has been told, and it was not cancelled.
    package var isActive: Bool {
        if case .done = state { false } else { true }
    }

    package func start() {
        guard case .created = state else { return }
        if let total = timeouts.total { totalDeadline = loop.deadline(after: total) }
        loop.pool.acquire(for: self)
    }

    /// Sends a part of the body, or keeps it until there is a connection.
    package func write(_ bytes: ByteBuffer) {
        guard isActive, bytes.readableBytes > 0 else { return }
        if isHolding {
            held.append(bytes)
            heldBytes += bytes.readableBytes
        }
        if case .open(let connection) = state {
            connection.send(bytes)
            if heldBytes > Self.holdLimit { stopHolding() }
        }
    }

    /// The request is complete.
    package func end() {
        guard isActive, !isEnded else { return }
        isEnded = true
        if case .open(let connection) = state { connection.endRequest() }
    }

    /// Stops the body's parts until `resumeReading`; what has been read already may still come.
    package func pauseReading() {
        isPaused = true
        if case .open(let connection) = state { connection.setPaused(true) }
    }

    package func resumeReading() {
        isPaused = false
        if case .open(let connection) = state { connection.setPaused(false) }
    }

    /// Gives up. The connection closes at once, whatever it was doing; nothing more is told.
    package func cancel() {
        let before = state
        finish()
        switch before {
        case .created, .done: break
        case .queued: loop.pool.leaveQueue(self)
        case .connecting(let attempt): attempt.cancel()
        case .open(let connection): connection.close()
        }
    }

    package func deadlinePassed() {
        guard case .queued = state else { return }
        loop.pool.leaveQueue(self)
        fail(totalDeadline <= deadline ? .totalTimeout : .overloaded)
    }

    // MARK: Told by the pool

    func queued() {
        state = .queued
        deadline = min(loop.deadline(after: timeouts.connect), totalDeadline)
        loop.deadlines.add(self)
    }

    func connecting(_ attempt: ConnectAttempt) {
        leaveDeadlines()
        state = .connecting(attempt)
    }

    /// A connection is there: sends what has been held for it.
    func attach(_ connection: UpstreamConnection, reused: Bool) {
        leaveDeadlines()
        isReused = reused
        state = .open(connection)
        connection.begin(self)
        for part in held { connection.send(part) }
        if isEnded { connection.endRequest() }
        if isPaused { connection.setPaused(true) }
        if !(reused && request.mayResend) || heldBytes > Self.holdLimit { stopHolding() }
        if !isEnded { delegate?.upstream(self, writable: connection.output.isWritable) }
    }

    // MARK: Told by the connection

    func received(_ head: ResponseHead) {
        stopHolding()
        delegate?.upstream(self, received: head)
    }

    func informed(_ head: ResponseHead) {
        stopHolding()
        delegate?.upstream(self, informed: head)
    }

    func switched(_ head: ResponseHead) {
        stopHolding()
        delegate?.upstream(self, switched: head)
    }

    func received(_ bytes: ByteBuffer) {
        delegate?.upstream(self, received: bytes)
    }

    func becameWritable(_ isWritable: Bool) {
        delegate?.upstream(self, writable: isWritable)
    }

    func succeed() {
        let delegate = delegate
        finish()
        delegate?.upstreamEnded(self)
    }

    func fail(_ failure: UpstreamFailure) {
        guard isActive else { return }
        let delegate = delegate
        finish()
        delegate?.upstream(self, failed: failure)
    }

    /// The connection was lost without any byte of an answer. A kept connection that the upstream closed just
    /// then is no fault of anyone: the request goes out once more, if it may.
    func lostBeforeAnswer(_ failure: UpstreamFailure) {
        guard isReused, isHolding, failure == .reset, case .open = state else { return fail(failure) }
        isReused = false
        state = .created
        loop.pool.acquire(for: self, reusing: false)
    }

    private func stopHolding() {
        isHolding = false
        held = []
    }

    private func finish() {
        leaveDeadlines()
        state = .done
        delegate = nil
        stopHolding()
    }

    private func leaveDeadlines() {
        if deadlineIndex >= 0 { loop.deadlines.remove(self) }
    }
}
