import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes one answer to its connection, on the connection's event loop.
protocol ResponseWriter: AnyObject {
    func start()
    /// The socket takes bytes again.
    func resume()
    /// The client is gone: nothing more is due.
    func stop()
}

/// Where an answer goes.
struct Destination {
    let channel: any Channel
    let keepsConnection: Bool
    /// Called once, when the answer ended by itself or by a fault.
    let ended: (Outcome) -> Void

    func schedule(at time: NIODeadline, _ action: @escaping () -> Void) -> Scheduled<Void> {
        channel.eventLoop.assumeIsolated().scheduleTask(deadline: time, action)
    }

    /// Writes the end of an answer.
    func finish(_ buffer: ByteBuffer) {
        channel.writeAndFlush(buffer).assumeIsolated().whenSuccess { [self] in
            ended(.completed)
            if !keepsConnection { channel.close(promise: nil) }
        }
    }

    /// Writes what comes before a break, and breaks. A stall leaves the answer unfinished.
    func finish(_ buffer: ByteBuffer, with kind: FaultPlan.Break) {
        channel.writeAndFlush(buffer).assumeIsolated().whenSuccess { [self] in
            switch kind {
            case .stall: return
            case .cut, .error:
                ended(.broken)
                channel.close(promise: nil)
            case .reset:
                ended(.broken)
                channel.reset()
            }
        }
    }
}

extension Channel {
    /// Closes with RST instead of FIN: the peer sees a connection reset.
    func reset() {
        guard let socket = self as? any SocketOptionProvider else { return close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in self.close(promise: nil)
        }
    }
}
