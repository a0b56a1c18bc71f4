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

/// Hashes of a string and of it without one letter; without two, where it has seven or more.
///
/// The hashes are polynomials of the letters, so that each is put together of three pieces of the string.
private func forEachDeletion(of string: [UInt8], _ body: (UInt32) -> Void) {
    // The low bits are the better mixed ones, and buckets are made of the high ones.
    func finish(_ hash: UInt32) { body((hash ^ hash >> 15) &* 0x9E37_79B1) }
    let count = string.count
    guard count > 2, count <= EditDistance.longest else {
        return finish(string.reduce(0) { $0 &* DeletionHash.base &+ UInt32($1) })
    }
    let string = string.span
    // What the letters from each on add.
    var tails = InlineArray<33, UInt32>(repeating: 0)
    for index in (0..<count).reversed() {
        tails[index] = UInt32(string[index]) &* DeletionHash.powers[count - index - 1] &+ tails[index + 1]
    }
    finish(tails[0])
    var head: UInt32 = 0
    for first in 0..<count {
        let letter = UInt32(string[first])
        defer { head = head &* DeletionHash.base &+ letter }
        // Of a run of the same letter, one is as good as another.
        if first > 0, string[first] == string[first - 1] { continue }
        finish(head &* DeletionHash.powers[count - first - 1] &+ tails[first + 1])
        guard count >= 7 else { continue }
        var middle = head
        for second in first + 1..<count {
            finish(middle &* DeletionHash.powers[count - second - 1] &+ tails[second + 1])
            middle = middle &* DeletionHash.base &+ UInt32(string[second])
        }
    }
}

private enum DeletionHash {
    static let base: UInt32 = 16_777_619
    /// Of the base, for each number of letters that follow.
    static let powers: [UInt32] = (0..<EditDistance.longest).reduce(into: [1]) { powers, _ in
        powers.append(powers[powers.count - 1] &* base)
    }
}
