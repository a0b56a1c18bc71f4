import NIOCore

/// The relay loops of a server, found by event loop.
struct LoopSet: Sendable {
    final class Local {
        let loop: RelayLoop
        let source: any ExchangeSource

        init(_ loop: RelayLoop, _ source: any ExchangeSource) {
            self.loop = loop
            self.source = source
        }
    }

    private struct UnknownEventLoop: Error {}

    private let locals: [ObjectIdentifier: NIOLoopBound<Local>]
    private let eventLoops: [any EventLoop]

    static func make(
        on group: any EventLoopGroup,
        source: @escaping @Sendable (RelayLoop) -> any ExchangeSource
    ) async throws -> LoopSet {
        var locals: [ObjectIdentifier: NIOLoopBound<Local>] = [:]
        var eventLoops: [any EventLoop] = []
        for eventLoop in group.makeIterator() {
            eventLoops.append(eventLoop)
            locals[ObjectIdentifier(eventLoop)] = try await eventLoop.submit {
                let loop = RelayLoop(eventLoop)
                return NIOLoopBound(Local(loop, source(loop)), eventLoop: eventLoop)
            }.get()
        }
        return LoopSet(locals: locals, eventLoops: eventLoops)
    }

    /// What belongs to the event loop we are on.
    func local(to eventLoop: any EventLoop) throws -> Local {
        guard let local = locals[ObjectIdentifier(eventLoop)] else { throw UnknownEventLoop() }
        return local.value
    }

    /// Waits until no client is left; at the limit the rest is closed.
    func drain(within limit: TimeAmount) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for eventLoop in eventLoops {
                group.addTask {
                    try await eventLoop.flatSubmit {
                        guard let local = try? self.local(to: eventLoop) else {
                            return eventLoop.makeSucceededVoidFuture()
                        }
                        let closing = eventLoop.assumeIsolated().scheduleTask(in: limit) { local.loop.closeAll() }
                        let drained = local.loop.drain()
                        drained.assumeIsolated().whenComplete { _ in
                            closing.cancel()
                            local.loop.closeAll()
                        }
                        return drained
                    }.get()
                }
            }
            try await group.waitForAll()
        }
    }

    func closeAll() {
        for eventLoop in eventLoops {
            eventLoop.execute { try? self.local(to: eventLoop).loop.closeAll() }
        }
    }
}
