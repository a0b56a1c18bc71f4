/// Many short byte strings in one piece of memory.
struct ByteTable: Sendable {
    private(set) var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }

    mutating func append(_ string: some Sequence<UInt8>) {
        bytes.append(contentsOf: string)
        starts.append(UInt32(bytes.count))
    }

    func range(_ index: Int) -> Range<Int> { Int(starts[index])..<Int(starts[index + 1]) }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

    /// Whether the string at an index stands before `other`, as bytes do.
    func isLess(_ index: Int, than other: [UInt8]) -> Bool {
        var position = range(index)
        for byte in other {
            guard let own = position.popFirst().map({ bytes[$0] }) else { return true }
            if own != byte { return own < byte }
        }
        return false
    }

    func hasPrefix(_ index: Int, _ prefix: [UInt8]) -> Bool {
        let own = range(index)
        return own.count >= prefix.count && prefix.indices.allSatisfy { bytes[own.lowerBound + $0] == prefix[$0] }
    }
}
