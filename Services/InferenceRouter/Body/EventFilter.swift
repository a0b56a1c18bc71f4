import NIOCore

/// What of a streamed answer goes to the client, and when.
///
/// Pieces without content are kept back, so that a stream that breaks early can still be begun elsewhere.
package struct EventFilter {
    /// Why a stream is not whole.
    package enum Broken: Error, Equatable {
        /// An event that is not JSON.
        case invalid
        /// The endpoint said an error before any content; the event's data.
        case error(ByteBuffer)
        /// It ended without its end.
        case cut
    }

    package private(set) var usage: TokenUsage?
    /// How long the content that came is.
    package private(set) var contentBytes = 0
    /// Whether content has been let through.
    package private(set) var hasBegun = false
    package let framing: EventScanner.Framing
    private let stripsUsage: Bool
    private let limits: LimitSettings
    private var scanner: EventScanner
    private var held: [ByteBuffer] = []
    private var heldBytes = 0
    private var isDone = false
    private var isFinished = false
    private var hasErred = false

    /// - Parameter stripsUsage: the piece that tells usage was asked for by us, not by the client.
    package init(_ framing: EventScanner.Framing = .events, stripsUsage: Bool, limits: LimitSettings) {
        self.framing = framing
        self.stripsUsage = stripsUsage
        self.limits = limits
        scanner = EventScanner(framing, limit: limits.eventBytes)
    }

    /// Whether something of our own may be written now.
    package var isBetweenEvents: Bool { scanner.isBetweenEvents }
    /// Whether all of the answer has been seen.
    package var isComplete: Bool { isDone || isFinished }

    /// Takes bytes and appends what may go to the client to `passed`.
    package mutating func feed(_ bytes: ByteBuffer, passed: inout [ByteBuffer]) throws(Broken) {
        scanner.append(bytes)
        while let piece = scanner.next() {
            switch piece {
            case .event(let event): try consider(event, &passed)
            case .part(let part):
                contentBytes += part.readableBytes
                begin(&passed)
                passed.append(part)
            }
        }
    }

    /// The stream has ended.
    package mutating func end(passed: inout [ByteBuffer]) throws(Broken) {
        if let rest = scanner.rest() {
            if scanner.isBetweenEvents { try consider(rest, &passed) } else { passed.append(rest) }
        }
        guard isComplete, !hasErred else { throw .cut }
        begin(&passed)
    }

    private mutating func consider(_ event: ByteBuffer, _ passed: inout [ByteBuffer]) throws(Broken) {
        guard let data = framing == .lines ? EventText.line(event) : EventText.data(of: event) else {
            return hold(event, &passed)
        }
        if framing == .events, data.readableBytesView.elementsEqual("[DONE]".utf8) {
            isDone = true
            begin(&passed)
            passed.append(event)
            return
        }
        guard let outline = try? AnswerOutline(data) else { throw .invalid }
        if outline.isError {
            guard hasBegun else { throw .error(data) }
            hasErred = true
        }
        if let told = outline.usage { usage = told }
        contentBytes += outline.contentBytes
        if outline.isFinished { isFinished = true }
        if stripsUsage, outline.isUsageOnly { return }
        if outline.hasContent || outline.isFinished { begin(&passed) }
        hold(event, &passed)
    }

    private mutating func hold(_ event: ByteBuffer, _ passed: inout [ByteBuffer]) {
        guard !hasBegun else { return passed.append(event) }
        held.append(event)
        heldBytes += event.readableBytes
        if held.count >= limits.startChunks || heldBytes >= limits.startBytes { begin(&passed) }
    }

    private mutating func begin(_ passed: inout [ByteBuffer]) {
        guard !hasBegun else { return }
        hasBegun = true
        passed += held
        held = []
    }
}
