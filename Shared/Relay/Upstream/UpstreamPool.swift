import NIOCore

/// The upstream connections of one event loop.
final class UpstreamPool {
    private var shares: [ObjectIdentifier: PoolShare] = [:]

    /// Gives the exchange a connection, now or later, or lets it fail.
    func acquire(for exchange: UpstreamExchange, reusing: Bool = true) {
        let key = ObjectIdentifier(exchange.upstream)
        if let share = shares[key] { return share.acquire(for: exchange, reusing: reusing) }
        let share = PoolShare(exchange.upstream, exchange.loop) { [unowned self] in shares[key] = nil }
        shares[key] = share
        share.acquire(for: exchange, reusing: reusing)
    }

    func leaveQueue(_ exchange: UpstreamExchange) {
        shares[ObjectIdentifier(exchange.upstream)]?.leaveQueue(exchange)
    }

    func closeAll() {
        for share in Array(shares.values) { share.closeAll() }
    }
}

/// The connections of one event loop to one upstream: the idle ones (the last used first), how many there are
/// in all, and who waits.
final class PoolShare {
    let upstream: Upstream
    let loop: RelayLoop
    private let onEmpty: () -> Void
    private var idle: [UpstreamConnection] = []
    private var open: [ObjectIdentifier: UpstreamConnection] = [:]
    /// They last for hours: their number is that of the clients who hold them, not a matter of the pool.
    private var tunnels: [ObjectIdentifier: UpstreamConnection] = [:]
    private var connecting = 0
    private var waiting: [UpstreamExchange] = []

    init(_ upstream: Upstream, _ loop: RelayLoop, onEmpty: @escaping () -> Void) {
        self.upstream = upstream
        self.loop = loop
        self.onEmpty = onEmpty
    }

    func acquire(for exchange: UpstreamExchange, reusing: Bool) {
        if reusing, !exchange.request.wantsUpgrade, let connection = idle.popLast() {
            return exchange.attach(connection, reused: true)
        }
        if hasPlace { return connect(for: exchange) }
        if let spare = idle.popLast() {
            connect(for: exchange)
            return spare.close()
        }
        guard waiting.count < upstream.limits.maxWaiting else { return exchange.fail(.overloaded) }
        waiting.append(exchange)
        exchange.queued()
    }

    private var hasPlace: Bool { open.count + connecting < upstream.limits.maxConnections }

    func leaveQueue(_ exchange: UpstreamExchange) {
        waiting.removeAll { $0 === exchange }
    }

    /// A connection has done its exchange and can take another.
    func release(_ connection: UpstreamConnection) {
        if let next = takeWaiting() { return next.attach(connection, reused: true) }
        guard idle.count < upstream.limits.maxIdle else { return connection.close() }
        idle.append(connection)
    }

    /// A connection carries a tunnel until it closes, and leaves its place to others.
    func tunnelBegan(on connection: UpstreamConnection) {
        tunnels[ObjectIdentifier(connection)] = open.removeValue(forKey: ObjectIdentifier(connection))
        fillPlace()
    }

    /// A connection is gone.
    func lost(_ connection: UpstreamConnection) {
        open[ObjectIdentifier(connection)] = nil
        tunnels[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
        fillPlace()
    }

    func closeAll() {
        for connection in Array(open.values) + Array(tunnels.values) { connection.close() }
    }

    private func connect(for exchange: UpstreamExchange) {
        connecting += 1
        let attempt = ConnectAttempt()
        exchange.connecting(attempt)
        attempt.connect(to: upstream, timeout: exchange.timeouts.connect, on: loop.eventLoop) { result in
            self.connecting -= 1
            self.connected(result, attempt, exchange)
        }
    }

    private func connected(
        _ result: Result<any Channel, UpstreamFailure>,
        _ attempt: ConnectAttempt,
        _ exchange: UpstreamExchange
    ) {
        switch result {
        case .success(let channel):
            let connection = UpstreamConnection(self, channel)
            guard !attempt.isCancelled, channel.isActive, connection.install() else {
                channel.close(promise: nil)
                exchange.fail(.reset)
                return fillPlace()
            }
            open[ObjectIdentifier(connection)] = connection
            exchange.attach(connection, reused: false)
        case .failure(let failure):
            exchange.fail(failure)
            fillPlace()
        }
    }

    private func fillPlace() {
        if !waiting.isEmpty, hasPlace {
            connect(for: waiting.removeFirst())
        } else if waiting.isEmpty, open.isEmpty, tunnels.isEmpty, connecting == 0 {
            onEmpty()
        }
    }

    /// The first that does not need a connection of its own.
    private func takeWaiting() -> UpstreamExchange? {
        guard let index = waiting.firstIndex(where: { !$0.request.wantsUpgrade }) else { return nil }
        return waiting.remove(at: index)
    }
}
