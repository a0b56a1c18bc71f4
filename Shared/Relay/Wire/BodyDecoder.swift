import NIOCore

/// What a body decoder found next.
package enum BodyPart {
    case bytes(ByteBuffer)
    case end
}

/// Takes a message's body out of the bytes of its connection.
package struct BodyDecoder {
    private enum State {
        case length(Int)
        case untilClose
        case chunkSize
        case chunkData(Int)
        case chunkEnd
        case trailers
        case done
    }

    private var state: State

    package init(_ framing: BodyFraming) {
        switch framing {
        case .none: state = .length(0)
        case .length(let length): state = .length(length)
        case .chunked: state = .chunkSize
        case .untilClose: state = .untilClose
        }
    }

    /// Whether the end of the connection is the end of this body.
    var endsWithConnection: Bool {
        if case .untilClose = state { true } else { false }
    }

    /// The next part at the front of `buffer`, or nil while more bytes are needed. After `.end` nothing is taken.
    package mutating func next(from buffer: inout ByteBuffer) throws(MalformedMessage) -> BodyPart? {
        while true {
            switch state {
            case .length(let remaining):
                guard remaining > 0 else {
                    state = .done
                    return .end
                }
                guard let bytes = take(remaining, from: &buffer) else { return nil }
                state = .length(remaining - bytes.readableBytes)
                return .bytes(bytes)
            case .untilClose:
                return take(.max, from: &buffer).map { .bytes($0) }
            case .chunkSize:
                guard let size = try Self.readChunkSize(from: &buffer) else { return nil }
                state = size == 0 ? .trailers : .chunkData(size)
            case .chunkData(let remaining):
                guard let bytes = take(remaining, from: &buffer) else { return nil }
                let left = remaining - bytes.readableBytes
                state = left == 0 ? .chunkEnd : .chunkData(left)
                return .bytes(bytes)
            case .chunkEnd:
                guard let end = buffer.readInteger(as: UInt16.self) else { return nil }
                guard end == 0x0D0A else { throw .chunk }
                state = .chunkSize
            case .trailers:
                guard try Self.skipTrailers(in: &buffer) else { return nil }
                state = .done
                return .end
            case .done:
                return nil
            }
        }
    }

    private func take(_ limit: Int, from buffer: inout ByteBuffer) -> ByteBuffer? {
        guard buffer.readableBytes > 0 else { return nil }
        return buffer.readSlice(length: min(limit, buffer.readableBytes))
    }

    /// Reads `chunk-size [chunk-ext] CRLF`. An extension is skipped; 256 bytes are plenty for a line.
    private static func readChunkSize(from buffer: inout ByteBuffer) throws(MalformedMessage) -> Int? {
        guard let line = try chunkLine(buffer) else { return nil }
        buffer.moveReaderIndex(forwardBy: line.length)
        return line.size
    }

    private static func chunkLine(_ buffer: ByteBuffer) throws(MalformedMessage) -> (size: Int, length: Int)? {
        let bytes = buffer.readableBytesUInt8Span
        let count = min(bytes.count, 256)
        var size = 0
        var index = 0
        while index < count, let digit = ByteClass.hexValue(bytes[index]) {
            guard index < 15 else { throw .chunk }
            size = size << 4 | digit
            index += 1
        }
        if index == count, count < 256 { return nil }
        guard index > 0, index < count else { throw .chunk }
        if bytes[index] == 0x3B {
            while index < count, ByteClass.isFieldValue(bytes[index]) { index += 1 }
        }
        if index + 1 >= count, count < 256 { return nil }
        guard index + 1 < count, bytes[index] == ByteClass.carriageReturn, bytes[index + 1] == ByteClass.lineFeed
        else { throw .chunk }
        return (size, index + 2)
    }

    /// Trailers are checked like fields and dropped: nothing behind a relay waits for them.
    private static func skipTrailers(in buffer: inout ByteBuffer) throws(MalformedMessage) -> Bool {
        guard let end = try trailersEnd(buffer) else {
            guard buffer.readableBytes <= 8192 else { throw .tooLarge }
            return false
        }
        buffer.moveReaderIndex(forwardBy: end)
        return true
    }

    private static func trailersEnd(_ buffer: ByteBuffer) throws(MalformedMessage) -> Int? {
        var fields: [HeaderField] = []
        return try HeaderField.parse(buffer.readableBytesUInt8Span, from: 0, into: &fields, limit: 32)
    }
}
