/// Strings found by what is left of them without one letter or two (the symmetric deletions of SymSpell).
///
/// Hashes of the remainders lie in one array, by bucket; a string that is near has one in common. Who asks verifies.
struct DeletionIndex: Sendable {
    private let starts: [UInt32]
    private let hashes: [UInt32]
    private let owners: [UInt32]
    private let shift: UInt32

    /// - Parameter strings: calls what it is given with each string and its owner, the same on every call.
    init(strings: ((_ string: [UInt8], _ owner: UInt32) -> Void) -> Void) {
        var count = 0
        strings { string, _ in forEachDeletion(of: string) { _ in count += 1 } }
        let bits = max(4, UInt32(Double(max(count, 2)).exponent))
        let shift = 32 - bits
        var starts = [UInt32](repeating: 0, count: (1 << Int(bits)) + 1)
        strings { string, _ in forEachDeletion(of: string) { starts[Int($0 >> shift) + 1] += 1 } }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var hashes = [UInt32](repeating: 0, count: count)
        var owners = hashes
        strings { string, owner in
            forEachDeletion(of: string) { hash in
                let bucket = Int(hash >> shift)
                let place = Int(next[bucket])
                next[bucket] += 1
                hashes[place] = hash
                owners[place] = owner
            }
        }
        self.shift = shift
        self.starts = starts
        self.hashes = hashes
        self.owners = owners
    }

    /// Every owner of a string that shares a remainder with this one, some more than once.
    func forEachOwner(near string: [UInt8], _ body: (UInt32) -> Void) {
        forEachDeletion(of: string) { hash in
            let bucket = Int(hash >> shift)
            for place in Int(starts[bucket])..<Int(starts[bucket + 1]) where hashes[place] == hash {
                body(owners[place])
            }
        }
    }
}

/// Hashes (FNV-1a) of a string and of it without one letter; without two, where it has seven or more.
private func forEachDeletion(of string: [UInt8], _ body: (UInt32) -> Void) {
    func hash(without first: Int, _ second: Int) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for index in string.indices where index != first && index != second {
            hash = (hash ^ UInt32(string[index])) &* 16_777_619
        }
        // The low bits are the better mixed ones, and buckets are made of the high ones.
        return hash &* 0x9E37_79B1
    }
    body(hash(without: -1, -1))
    guard string.count > 2, string.count <= EditDistance.longest else { return }
    for first in string.indices {
        // Of a run of the same letter, one is as good as another.
        if first > 0, string[first] == string[first - 1] { continue }
        body(hash(without: first, -1))
        guard string.count >= 7 else { continue }
        for second in string.indices.dropFirst(first + 1) { body(hash(without: first, second)) }
    }
}
