import Synchronization

/// What this daemon stands on. Checks run side by side, each within its own limit.
package final class HealthRegistry: Sendable {
    private struct Check {
        let name: String
        let required: Bool
        let limit: Duration
        let run: @Sendable () async -> DependencyHealth
    }

    private let checks = Mutex<[Check]>([])
    private let start = ContinuousClock.now

    package init() {}

    /// A required dependency that is down takes the daemon down with it; an optional one degrades it.
    package func register(
        _ name: String,
        required: Bool = false,
        within limit: Duration = .seconds(2),
        check: @escaping @Sendable () async -> DependencyHealth
    ) {
        checks.withLock { $0.append(Check(name: name, required: required, limit: limit, run: check)) }
    }

    /// The same for a check that says what is wrong, or nothing.
    package func register(
        _ name: String,
        required: Bool = false,
        fault: @escaping @Sendable () async -> String?
    ) {
        register(name, required: required) {
            await fault().map { DependencyHealth(.down, $0) } ?? DependencyHealth(.ok)
        }
    }

    package func report() async -> HealthReport {
        let checks = checks.withLock { $0 }
        let results = await withTaskGroup(of: (Check, DependencyHealth).self) { group in
            for check in checks {
                group.addTask { (check, await Self.answer(of: check)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var status = HealthStatus.ok
        for (check, health) in results where health.status != .ok && status != .down {
            status = check.required && health.status == .down ? .down : .degraded
        }
        return HealthReport(
            status: status,
            version: suiteVersion,
            uptimeS: Int((ContinuousClock.now - start).components.seconds),
            dependencies: Dictionary(results.map { ($0.0.name, $0.1) }) { first, _ in first }
        )
    }

    /// Not a task group, which would wait for a check that ignores its cancellation.
    private static func answer(of check: Check) async -> DependencyHealth {
        let (answers, continuation) = AsyncStream.makeStream(
            of: DependencyHealth.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        let answer = Task { _ = continuation.yield(await check.run()) }
        let alarm = Task {
            try await Task.sleep(for: check.limit)
            continuation.yield(DependencyHealth(.down, "no answer in \(check.limit)"))
        }
        defer {
            answer.cancel()
            alarm.cancel()
        }
        return await answers.first { _ in true } ?? DependencyHealth(.down, "cancelled")
    }
}

/// The suite's version, as `/health` and the OpenAPI documents say it.
package let suiteVersion = "0.1.0"
