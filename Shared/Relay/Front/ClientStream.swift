import NIOCore

/// An exchange's way to its client. A value that may be kept and used late: once its exchange is over
/// every call does nothing. Writes are collected and flushed at the end of the event loop's read cycle.
package struct ClientStream {
    let connection: FrontConnection
    let sequence: UInt64

    package var loop: RelayLoop { connection.loop }
    package var peer: ClientPeer { connection.peer }

    /// Whether the client is still there and this exchange's answer has not ended.
    package var isOpen: Bool { connection.isCurrent(sequence) }
    /// Whether a head was written, so that nothing else can be answered any more.
    package var hasResponded: Bool { !isOpen || connection.outbound != .waiting }
    /// False while the client takes its bytes more slowly than they come.
    package var isWritable: Bool { isOpen && connection.output.isWritable }
    /// Body bytes written so far.
    package var bytesWritten: Int { isOpen ? connection.bytesWritten : 0 }

    /// Writes the response head. `fields` appends field lines and nothing else; `connection`,
    /// `transfer-encoding` and, for `.length`, `content-length` are not its business unless `lengthIsWritten`.
    /// Use `.untilClose` for a body of unknown length: HTTP/1.1 clients get chunks.
    package func respond(
        status: Int,
        framing: BodyFraming,
        lengthIsWritten: Bool = false,
        _ fields: (inout FieldLines) -> Void
    ) {
        guard isOpen else { return }
        connection.writeHead(status: status, framing: framing, lengthIsWritten: lengthIsWritten, fields)
    }

    /// Answers completely.
    package func respond(_ response: CannedResponse, _ fields: (inout FieldLines) -> Void = { _ in }) {
        guard isOpen, connection.outbound == .waiting else { return }
        connection.writeHead(status: response.status, framing: .length(response.body.readableBytes)) { lines in
            lines.add(response.fields)
            fields(&lines)
        }
        write(response.body)
        end()
    }

    /// An interim answer (103), for clients that understand it.
    package func inform(status: Int, _ fields: (inout FieldLines) -> Void) {
        guard isOpen else { return }
        connection.writeInterim(status: status, fields)
    }

    /// Answers 101; from here on bytes pass both ways as they are, and `requestBody` brings the client's.
    package func switchProtocols(_ fields: (inout FieldLines) -> Void) {
        guard isOpen else { return }
        connection.switchProtocols(fields)
    }

    /// Answers 101 and gives the connection away. The exchange is over.
    func takeOver(_ takeover: Takeover, _ fields: (inout FieldLines) -> Void) {
        guard isOpen else { return }
        connection.handOver(to: takeover, fields)
    }

    /// Writes a part of the body; framing is added.
    package func write(_ bytes: ByteBuffer) {
        guard isOpen, bytes.readableBytes > 0 else { return }
        connection.writeBody(bytes)
    }

    /// Ends the answer. The exchange is over; the connection goes on with the next request or closes.
    package func end() {
        guard isOpen else { return }
        connection.finishResponse()
    }

    /// Cuts the connection after what was written: no clean end, so that the client knows it is not whole.
    package func abort() {
        guard isOpen else { return }
        connection.exchange = nil
        connection.abort()
    }

    /// Stops `requestBody` until `resumeReading`.
    package func pauseReading() {
        guard isOpen else { return }
        connection.setPaused(true)
    }

    package func resumeReading() {
        guard isOpen else { return }
        connection.setPaused(false)
    }
}
