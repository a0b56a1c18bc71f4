import CoreMetrics
import DaemonTesting
import Logging
import Messaging
import ServiceLifecycle

/// Runs a body beside a Redis client and other services, then shuts them down as a daemon does.
func withRedis<Result: Sendable>(
    at url: String?,
    commandTimeout: Duration = .seconds(2),
    metrics: any MetricsFactory = NOOPMetricsHandler.instance,
    beside services: (Redis) throws -> [any Service] = { _ in [] },
    _ body: (Redis) async throws -> Result
) async throws -> Result {
    let redis = try Redis(url: url, logger: quiet, metrics: metrics, commandTimeout: commandTimeout)
    let all = try [redis] + services(redis)
    let group = ServiceGroup(configuration: .init(services: all.map { .init(service: $0) }, logger: quiet))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        let result: Result
        do {
            if url != nil { try await redis.untilConnected() }
            result = try await body(redis)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

/// Waits until the condition holds; the test's time limit ends it where it never does.
func until(_ condition: () async throws -> Bool) async throws {
    while try await !condition() { try await Task.sleep(for: .milliseconds(5)) }
}
