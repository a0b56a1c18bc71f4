/// Holds a request back until a test lets it go on.
struct Gate: Sendable {
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let openings = AsyncStream.makeStream(of: Void.self)

    /// Says that the caller is here, and waits for `open()`.
    func pass() async {
        arrivals.continuation.yield()
        _ = await openings.stream.first { _ in true }
    }

    func untilSomebodyWaits() async {
        _ = await arrivals.stream.first { _ in true }
    }

    func open() { openings.continuation.yield() }
}
