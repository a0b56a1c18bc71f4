import Daemon
import DaemonTesting
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HealthTests {
    private func health(_ checks: [(String, Bool, DependencyHealth)]) async throws -> (Int, HealthReport) {
        try await SampleDaemon().run(
            health: { registry in
                for (name, required, health) in checks { registry.register(name, required: required) { health } }
            }
        ) { daemon in
            let response = try await daemon.get("/health")
            return (response.status, try response.decode(HealthReport.self, by: WireJSON.decoder()))
        }
    }

    @Test func isFineWhereAllIsFine() async throws {
        let (status, report) = try await health([("database", true, .init(.ok)), ("redis", false, .init(.ok))])
        #expect(status == 200 && report.status == .ok)
        #expect(report.version == suiteVersion && report.uptimeS >= 0)
        #expect(report.dependencies == ["database": DependencyHealth(.ok), "redis": DependencyHealth(.ok)])
    }

    @Test func isDegradedWithoutSomethingOptional() async throws {
        let (status, report) = try await health([
            ("database", true, .init(.ok)), ("redis_live", false, .init(.down, "away")),
        ])
        #expect(status == 200 && report.status == .degraded)
        #expect(report.dependencies["redis_live"] == DependencyHealth(.down, "away"))
    }

    @Test func isDegradedWhereSomethingRequiredIs() async throws {
        let (status, report) = try await health([("database", true, .init(.degraded, "slow"))])
        #expect(status == 200 && report.status == .degraded)
    }

    @Test func isDownWithoutSomethingRequired() async throws {
        let (status, report) = try await health([
            ("redis", false, .init(.down)), ("database", true, .init(.down, "locked")),
            ("router", false, .init(.degraded)),
        ])
        #expect(status == 503 && report.status == .down)
    }

    @Test func doesNotWaitForASlowCheck() async {
        let registry = HealthRegistry()
        registry.register("quick") { DependencyHealth(.ok) }
        registry.register("cancellable", within: .milliseconds(50)) {
            try? await Task.sleep(for: .seconds(30))
            return DependencyHealth(.ok)
        }
        let gate = Gate()
        registry.register("stubborn", within: .milliseconds(50)) {
            // The value of a task is awaited whether or not the one who waits is cancelled.
            await Task { await gate.pass() }.value
            return DependencyHealth(.ok)
        }
        let clock = ContinuousClock()
        let start = clock.now
        let report = await registry.report()
        #expect(start.duration(to: clock.now) < .seconds(5))
        gate.open()
        #expect(report.status == .degraded)
        #expect(report.dependencies["quick"]?.status == .ok)
        for name in ["cancellable", "stubborn"] {
            #expect(report.dependencies[name]?.status == .down)
            #expect(report.dependencies[name]?.detail?.hasPrefix("no answer in") == true)
        }
    }

    @Test func answersWhatEveryDaemonAnswers() async throws {
        try await SampleDaemon().run { daemon in
            #expect(try await daemon.get("/health/live").status == 200)
            let api = try await daemon.get("/openapi.json")
            #expect(api.body == #"{"openapi":"3.1.0"}"# && api.header("content-type") == "application/json")
            #expect(try await daemon.send("HEAD", "/health", body: nil).status == 200)
        }
    }
}
