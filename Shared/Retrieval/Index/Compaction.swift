/// Makes an index anew without what was removed from it, a few chunks at a time, while the old one goes on being changed.
///
/// Unchecked: one after the other calls.
final class Compaction: @unchecked Sendable {
    private var new = PassageIndex()
    /// For each term of the old index its number in the new one.
    private var numbers: [UInt32] = []
    private var next = 0

    /// Takes in so many places of the old index more. Returns whether it has come to the end.
    func take(_ count: Int, of old: PassageIndex) -> Bool {
        let end = next + min(count, old.slots.count - next)
        let unknown = old.vocabulary.count - numbers.count
        numbers += [UInt32](repeating: Vocabulary.end, count: unknown)
        while next < end {
            if old.slots.isLive[next] { new.append(slot: next, of: old, &numbers) }
            next += 1
        }
        return next == old.slots.count
    }

    /// Takes in what came since, takes out what went, and puts the new index in place of the old one, which it returns.
    func finish(_ index: inout PassageIndex) -> PassageIndex {
        _ = take(.max, of: index)
        new.removeAll { !index.contains(id: $0) }
        let old = index
        index = new
        new = PassageIndex()
        return old
    }
}
