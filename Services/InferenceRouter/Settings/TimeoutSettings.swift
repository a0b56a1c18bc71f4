import Configuration
import Daemon
import NIOCore

/// How long an endpoint may take.
package struct TimeoutSettings: Sendable {
    /// `ROUTER_CONNECT_S` (2) and `ROUTER_CONNECT_REMOTE_S` (5).
    package var connect = TimeAmount.seconds(2)
    package var connectRemote = TimeAmount.seconds(5)
    /// `ROUTER_HEADER_S` (120): until an answer begins, where too little is known of the model.
    package var headerUnknown = TimeAmount.seconds(120)
    /// `ROUTER_HEADER_MIN_S` (10), `ROUTER_HEADER_MAX_S` (600): the bounds of what is learned; the second is also
    /// what a model that has to be loaded first may take.
    package var headerLeast = TimeAmount.seconds(10)
    package var headerLongest = TimeAmount.seconds(600)
    /// `ROUTER_HEADER_SAMPLES` (20): answers after which enough is known.
    package var headerSamples = 20
    /// `ROUTER_IDLE_S` (60): between two pieces of an answer.
    package var idle = TimeAmount.seconds(60)
    /// `ROUTER_TOTAL_S` (600): an answer given as a whole, and until the first piece of a stream, waiting and
    /// retries included.
    package var total = TimeAmount.seconds(600)
    /// `ROUTER_PING_S` (15): a stream that is silent for so long says `: ping`.
    package var ping = TimeAmount.seconds(15)

    package init() {}

    init(_ config: ConfigReader) throws {
        connect = try config.seconds("router.connect.s", or: connect)
        connectRemote = try config.seconds("router.connect.remote.s", or: connectRemote)
        headerUnknown = try config.seconds("router.header.s", or: headerUnknown)
        headerLeast = try config.seconds("router.header.min.s", or: headerLeast)
        headerLongest = try config.seconds("router.header.max.s", or: headerLongest)
        headerSamples = try config.int(forKey: "router.header.samples", or: headerSamples, in: 1...100_000)
        idle = try config.seconds("router.idle.s", or: idle)
        total = try config.seconds("router.total.s", or: total)
        ping = try config.seconds("router.ping.s", or: ping)
    }
}
