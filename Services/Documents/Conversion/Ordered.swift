/// Works on some items at a time and hands the results on in their order.
///
/// - Parameter each: is called for one after the other; while it waits, no more than `width` items are ahead of it.
func inOrder<Item: Sendable, Result: Sendable>(
    _ items: some Sequence<Item>,
    width: Int,
    _ work: @escaping @Sendable (Item) async throws -> Result,
    each: (Result) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var (waiting, begun, next): ([Int: Result], Int, Int) = ([:], 0, 0)
        var rest = items.makeIterator()
        func begin() {
            guard let item = rest.next() else { return }
            let number = begun
            begun += 1
            group.addTask { (number, try await work(item)) }
        }
        for _ in 0..<width { begin() }
        while next < begun {
            while waiting[next] == nil, let (number, result) = try await group.next() { waiting[number] = result }
            guard let result = waiting.removeValue(forKey: next) else { return }
            next += 1
            begin()
            try await each(result)
        }
    }
}
