import NIOCore

/// Cuts a body into lines as it arrives. A line that is too long is passed over, and said to be.
struct LineReader {
    enum Line: Equatable {
        case text([UInt8])
        case tooLong
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private let longest: Int
    private var pending: [UInt8] = []
    private var isTooLong = false

    /// - Parameter longest: bytes of a line.
    init(longest: Int) { self.longest = longest }

    /// The lines that end in this piece.
    mutating func lines(in piece: ByteBuffer) -> [Line] {
        var lines: [Line] = []
        var rest = piece.readableBytesView[...]
        while let end = rest.firstIndex(of: Self.lineFeed) {
            add(rest[..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        add(rest)
        return lines
    }

    /// What no line feed follows.
    mutating func end() -> Line? { pending.isEmpty && !isTooLong ? nil : take() }

    private mutating func add(_ bytes: some Sequence<UInt8>) {
        guard !isTooLong else { return }
        pending += bytes
        if pending.count > longest {
            isTooLong = true
            pending = []
        }
    }

    private mutating func take() -> Line {
        defer { (pending, isTooLong) = ([], false) }
        return isTooLong ? .tooLong : .text(pending)
    }
}
