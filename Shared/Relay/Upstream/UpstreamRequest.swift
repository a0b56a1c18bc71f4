import NIOCore

/// The head of a request to an upstream, ready to be sent, and what must be known to read its answer.
package struct UpstreamRequest: Sendable {
    let head: ByteBuffer
    let framing: BodyFraming
    let isHead: Bool
    package let wantsUpgrade: Bool
    /// Whether it may be sent a second time when a reused connection dies before any answer.
    package let mayResend: Bool

    /// - Parameters:
    ///   - framing: `.none`, `.length` or `.chunked`; its field is written here unless `lengthIsWritten`.
    ///   - mayResend: by default for idempotent methods.
    ///   - fields: appends field lines other than `host`, `connection`, `transfer-encoding` and `content-length`.
    package init(
        _ method: RequestMethod,
        _ target: String,
        to upstream: Upstream,
        framing: BodyFraming = .none,
        mayResend: Bool? = nil,
        _ fields: (inout FieldLines) -> Void = { _ in }
    ) {
        var lines = FieldLines()
        lines.bytes.writeString(method.rawValue)
        lines.bytes.writeInteger(ByteClass.space)
        lines.bytes.writeString(target)
        self.init(
            line: lines,
            host: upstream.host,
            framing: framing,
            isHead: method == .head,
            mayResend: mayResend ?? method.isIdempotent,
            fields
        )
    }

    /// From a start line that lacks only its version.
    init(
        line: consuming FieldLines,
        host: String,
        framing: BodyFraming,
        lengthIsWritten: Bool = false,
        isHead: Bool,
        mayResend: Bool,
        wantsUpgrade: Bool = false,
        _ fields: (inout FieldLines) -> Void
    ) {
        var lines = line
        lines.bytes.writeStaticString(" HTTP/1.1\r\nhost: ")
        lines.bytes.writeString(host)
        lines.endLine()
        fields(&lines)
        switch framing {
        case .chunked: lines.bytes.writeStaticString("transfer-encoding: chunked\r\n")
        case .length(let length) where !lengthIsWritten: lines.add("content-length", length)
        case .none, .length, .untilClose: break
        }
        lines.endLine()
        self.head = lines.bytes
        self.framing = framing
        self.isHead = isHead
        self.mayResend = mayResend
        self.wantsUpgrade = wantsUpgrade
    }
}

/// How long each phase of an exchange with an upstream may take.
package struct UpstreamTimeouts: Sendable {
    package var connect = TimeAmount.seconds(2)
    /// From the end of the request to the response head.
    package var header = TimeAmount.seconds(60)
    /// Without a byte in either direction, except while our side makes it wait.
    package var idle = TimeAmount.seconds(60)
    /// Everything together; nil for streams.
    package var total: TimeAmount?

    package init() {}
}
