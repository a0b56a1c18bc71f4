import CZlib

/// Raw DEFLATE (RFC 1951) in pieces, never more than is asked for.
struct Inflater: ~Copyable {
    private var stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private static let piece = 64 << 10

    init() throws(ConversionError) {
        stream.initialize(to: z_stream())
        // Negative: without a header of zlib.
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw .tooMuchMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Hands on what comes out of `source` piece by piece.
    ///
    /// - Parameter source: the next compressed bytes; none at their end.
    mutating func inflate(
        from source: () -> [UInt8],
        to sink: (borrowing [UInt8]) throws(ConversionError) -> Void
    ) throws(ConversionError) {
        var output = [UInt8](repeating: 0, count: Self.piece)
        var status = Z_OK
        while status != Z_STREAM_END {
            var input = source()
            guard !input.isEmpty else { throw .broken }
            var used = 0
            while used < input.count, status != Z_STREAM_END {
                let (consumed, produced, result) = step(&input, from: used, into: &output)
                (used, status) = (used + consumed, result)
                guard status == Z_OK || status == Z_STREAM_END || (status == Z_BUF_ERROR && consumed > 0) else {
                    throw .broken
                }
                if produced > 0 { try sink(Array(output[..<produced])) }
                if consumed == 0, produced == 0, status != Z_STREAM_END { throw .broken }
            }
            // What the window still holds when the input is used up.
            while status == Z_OK {
                var none: [UInt8] = [0]
                let (_, produced, result) = step(&none, from: 1, into: &output)
                guard produced > 0 else { break }
                status = result
                try sink(Array(output[..<produced]))
            }
        }
    }

    private mutating func step(_ input: inout [UInt8], from start: Int, into output: inout [UInt8]) -> (Int, Int, Int32)
    {
        let available = input.count - start
        let room = output.count
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress?.advanced(by: start)
                stream.pointee.avail_in = UInt32(available)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(room)
                return CZlib.inflate(stream, Z_NO_FLUSH)
            }
        }
        return (available - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out), status)
    }
}
