import NIOCore

/// The request id and W3C trace context of a request: passed on where they are well formed, made otherwise.
/// Strings are made only when asked for.
package struct RequestTags: Sendable {
    private let fields: HeaderBlock
    private let passedID: HeaderField?
    private let passedTrace: HeaderField?
    private let made: RequestIdentifier
    private let span: UInt64

    package init(_ head: RequestHead, on loop: RelayLoop) {
        fields = head.fields
        var passedID: HeaderField?
        var passedTrace: HeaderField?
        for field in head.fields.fields {
            if field.known == .requestID, Self.isRequestID(field, in: head.fields.bytes) { passedID = field }
            if field.known == .traceparent, Self.isTraceParent(field, in: head.fields.bytes) { passedTrace = field }
        }
        self.passedID = passedID
        self.passedTrace = passedTrace
        if passedID == nil || passedTrace == nil {
            made = loop.makeIdentifier()
            span = loop.makeIdentifier().low
        } else {
            made = RequestIdentifier(high: 0, low: 0)
            span = 0
        }
    }

    package var requestID: String {
        passedID.map { fields.value(of: $0) } ?? made.text
    }

    /// 32 hexadecimal digits.
    package var traceID: String {
        guard let passedTrace else { return made.text }
        let start = Int(passedTrace.valueStart) + 3
        return fields.text(start, start + 32)
    }

    /// `traceparent` and `x-request-id`, for the upstream. `tracestate` only stays with its own parent.
    package func writeFields(to lines: inout FieldLines) {
        writeRequestIDField(to: &lines)
        lines.bytes.writeStaticString("traceparent: ")
        if let passedTrace {
            lines.copy(fields, Int(passedTrace.valueStart), Int(passedTrace.valueEnd))
        } else {
            lines.bytes.writeStaticString("00-")
            made.write(to: &lines.bytes)
            lines.bytes.writeStaticString("-")
            lines.bytes.writeHexadecimal(span, digits: 16)
            lines.bytes.writeStaticString("-01")
        }
        lines.endLine()
    }

    /// Fields of the client's head that `writeFields` replaces.
    var replacedFields: KnownFieldSet {
        passedTrace == nil
            ? KnownFieldSet(.requestID, .traceparent, .tracestate) : KnownFieldSet(.requestID, .traceparent)
    }

    /// `x-request-id`, for the answer.
    package func writeRequestIDField(to lines: inout FieldLines) {
        lines.bytes.writeStaticString("x-request-id: ")
        writeRequestID(to: &lines.bytes)
        lines.endLine()
    }

    func writeRequestID(to bytes: inout ByteBuffer) {
        guard let passedID else { return made.write(to: &bytes) }
        fields.bytes.withUnsafeReadableBytes { source in
            let value = source[Int(passedID.valueStart)..<Int(passedID.valueEnd)]
            _ = bytes.writeBytes(UnsafeRawBufferPointer(rebasing: value))
        }
    }

    func writeTraceID(to bytes: inout ByteBuffer) {
        guard let passedTrace else { return made.write(to: &bytes) }
        fields.bytes.withUnsafeReadableBytes { source in
            let start = Int(passedTrace.valueStart) + 3
            _ = bytes.writeBytes(UnsafeRawBufferPointer(rebasing: source[start..<start + 32]))
        }
    }

    /// 1 to 64 letters, digits, dots, hyphens and underscores: safe in a log line and in a field.
    private static func isRequestID(_ field: HeaderField, in bytes: ByteBuffer) -> Bool {
        let span = bytes.readableBytesUInt8Span
        let (start, end) = (Int(field.valueStart), Int(field.valueEnd))
        guard end > start, end - start <= 64 else { return false }
        for index in start..<end {
            switch span[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: continue
            default: return false
            }
        }
        return true
    }

    /// `00-` trace id `-` parent id `-` flags, in lower case, ids not all zeros.
    private static func isTraceParent(_ field: HeaderField, in bytes: ByteBuffer) -> Bool {
        let span = bytes.readableBytesUInt8Span
        let start = Int(field.valueStart)
        guard Int(field.valueEnd) - start == 55 else { return false }
        var hasTrace = false
        var hasParent = false
        for offset in 0..<55 {
            let byte = span[start + offset]
            switch offset {
            case 0, 1:
                if byte != 0x30 { return false }
            case 2, 35, 52:
                if byte != 0x2D { return false }
            default:
                guard ByteClass.hexValue(byte) != nil, byte < 0x41 || byte > 0x46 else { return false }
                if offset < 35 { hasTrace = hasTrace || byte != 0x30 } else { hasParent = hasParent || byte != 0x30 }
            }
        }
        return hasTrace && hasParent
    }
}
