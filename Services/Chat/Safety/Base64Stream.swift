/// Decodes the runs of Base64 in a text as it streams.
struct Base64Stream: Sendable {
    enum Step {
        /// Goes on, with nothing decoded yet.
        case nothing
        /// A run is over.
        case end
        case scalars([Unicode.Scalar])
    }

    private var group: [UInt8] = []
    /// Bytes of a character that is not complete.
    private var pending: [UInt8] = []

    mutating func read(_ scalar: Unicode.Scalar) -> Step {
        guard scalar.isASCII, Self.isEncoding(UInt8(scalar.value)) else {
            // Long runs are broken into lines.
            if scalar == "\n" || scalar == "\r" { return .nothing }
            group.removeAll(keepingCapacity: true)
            pending.removeAll(keepingCapacity: true)
            return .end
        }
        group.append(UInt8(scalar.value))
        guard group.count == 4 else { return .nothing }
        pending += EncodedText.base64(group)
        group.removeAll(keepingCapacity: true)
        return .scalars(complete())
    }

    /// The characters whose bytes have all come; bytes of none are dropped.
    private mutating func complete() -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        var decoder = Unicode.UTF8()
        var bytes = pending.makeIterator()
        var used = 0
        decoding: while used < pending.count {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar):
                scalars.append(scalar)
                used += Unicode.UTF8.width(scalar)
            case .error where pending.count - used < 4: break decoding
            case .error: used += 1
            case .emptyInput: break decoding
            }
        }
        pending.removeFirst(min(used, pending.count))
        if pending.count > 3 { pending.removeAll(keepingCapacity: true) }
        return scalars
    }

    private static func isEncoding(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
