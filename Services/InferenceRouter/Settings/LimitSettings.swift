import Configuration
import Daemon

/// What is kept in memory of one request.
package struct LimitSettings: Sendable {
    /// `ROUTER_BODY_HELD` (32 MiB): a larger body is streamed once and not tried again.
    package var bodyHeld = 32 << 20
    /// `ROUTER_BODY_LARGEST` (512 MiB): where such a body doesn't name its model first, or may have to be translated, it is
    /// read whole up to this.
    package var bodyLargest = 512 << 20
    /// `ROUTER_ANSWER_HELD` (1 MiB): an answer up to this is kept until it is whole, so that a cut can be retried.
    package var answerHeld = 1 << 20
    /// `ROUTER_START_CHUNKS` (64), `ROUTER_START_BYTES` (256 KiB): pieces without content that are kept back.
    package var startChunks = 64
    package var startBytes = 256 << 10
    /// `ROUTER_EVENT_BYTES` (256 KiB): an event larger than this passes in pieces.
    package var eventBytes = 256 << 10

    package init() {}

    init(_ config: ConfigReader) throws {
        bodyHeld = try config.int(forKey: "router.body.held", or: bodyHeld, in: 1_024...(1 << 30))
        let largest = max(bodyLargest, bodyHeld)
        bodyLargest = try config.int(forKey: "router.body.largest", or: largest, in: bodyHeld...(1 << 30))
        answerHeld = try config.int(forKey: "router.answer.held", or: answerHeld, in: 1_024...(1 << 30))
        startChunks = try config.int(forKey: "router.start.chunks", or: startChunks, in: 1...100_000)
        startBytes = try config.int(forKey: "router.start.bytes", or: startBytes, in: 1_024...(1 << 30))
        eventBytes = try config.int(forKey: "router.event.bytes", or: eventBytes, in: 1_024...(1 << 30))
    }
}
