import Glibc
import Testing

/// Waits for what happens soon, and fails where it doesn't.
func eventually(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "it never came true")
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// A second, and the time that twenty requests take on this machine just now: next to nothing unless it is busy.
func aSecondHere(_ request: () async throws -> Void) async throws -> Duration {
    let start = ContinuousClock.now
    for _ in 0..<5 { try await request() }
    return .seconds(1) + (ContinuousClock.now - start) * 4
}

/// A signal before its handler is there would end the process.
func untilHangUpIsHandled() async throws {
    try await eventually {
        var action = sigaction()
        sigaction(SIGHUP, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 0
    }
}
