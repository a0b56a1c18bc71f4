/// Who waits, fair by user: each user's requests in order, the users in turn.
package struct FairQueue<Element: Sendable>: Sendable {
    private struct Entry {
        let id: UInt64
        let element: Element
    }

    private var lines: [String: [Entry]] = [:]
    /// Users with a line, the next one first.
    private var turns: [String] = []
    package private(set) var count = 0

    package init() {}

    package mutating func append(_ element: Element, id: UInt64, user: String) {
        if lines[user] == nil { turns.append(user) }
        lines[user, default: []].append(Entry(id: id, element: element))
        count += 1
    }

    /// False where it is not there any more.
    @discardableResult
    package mutating func remove(id: UInt64, user: String) -> Bool {
        guard var line = lines[user], let index = line.firstIndex(where: { $0.id == id }) else { return false }
        line.remove(at: index)
        count -= 1
        set(line, of: user)
        return true
    }

    /// How many stand before the user's first element that matches, when the users are served in turn. Nil where there
    /// is none.
    package func ahead(of user: String, where matches: (Element) -> Bool) -> Int? {
        guard let index = lines[user]?.firstIndex(where: { matches($0.element) }),
            let turn = turns.firstIndex(of: user)
        else { return nil }
        return turns.enumerated().reduce(0) { sum, other in
            let rounds = other.offset < turn ? index + 1 : index
            return sum + min(lines[other.element, default: []].count, rounds)
        }
    }

    /// Offers everyone, in order of fairness, to `decide`, and takes out those for whom it returns true.
    package mutating func serve(_ decide: (UInt64, Element) -> Bool) {
        var waits: Set<String> = []
        while let user = turns.first(where: { !waits.contains($0) }), var line = lines[user] {
            guard let index = line.firstIndex(where: { decide($0.id, $0.element) }) else {
                waits.insert(user)
                continue
            }
            line.remove(at: index)
            count -= 1
            turns.removeAll { $0 == user }
            turns.append(user)
            set(line, of: user)
        }
    }

    private mutating func set(_ line: [Entry], of user: String) {
        if line.isEmpty {
            lines[user] = nil
            turns.removeAll { $0 == user }
        } else {
            lines[user] = line
        }
    }
}
