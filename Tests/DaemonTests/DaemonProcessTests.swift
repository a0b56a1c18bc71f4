import Configuration
import Daemon
import DaemonTesting
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DaemonProcessTests {
    private struct Failure: Error {}

    private struct Failing: Service {
        let started: Gate

        func run() async throws {
            await started.pass()
            throw Failure()
        }
    }

    private struct Ending: Service {
        func run() async throws {}
    }

    private struct Waiting: Service {
        func run() async throws { try await gracefulShutdown() }
    }

    private let sample = SampleDaemon()
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func endsWithItsFailedServiceAndLogsIt() async throws {
        let gate = Gate()
        let logger = Logger(label: "sample") { JSONLogHandler(daemon: $0, level: .info, write: sample.log.write) }
        let daemon = DaemonProcess([Waiting(), Failing(started: gate)], logger: logger)
        let running = Task { try await daemon.run() }
        await gate.untilSomebodyWaits()
        gate.open()
        await #expect(throws: Failure.self) { try await running.value }
        let line = try #require(sample.log.entries("stopped by a failure").first)
        #expect(line["level"] == "critical" && line["error"]?.contains("Failure") == true)
    }

    @Test func takesAServiceThatEndsForAFailedOne() async {
        let daemon = DaemonProcess([Waiting(), Ending()], logger: quiet)
        await #expect(throws: ServiceGroupError.self) { try await daemon.run() }
    }

    @Test func letsARequestEndAndTakesNoNewOnesWhenItIsToldToStop() async throws {
        let (addresses, listening) = AsyncStream.makeStream(of: SocketAddress.self)
        let environment = try DaemonEnvironment(
            product: "sample",
            defaultPort: 0,
            config: ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: [:])),
            writeLog: sample.log.write
        )
        let daemon = sample.process(environment) { listening.yield($0) }
        let group = ServiceGroup(services: [daemon], logger: quiet)
        let run = Task { try await group.run() }
        let port = try #require(await addresses.first { _ in true }?.port)
        #expect(canConnect(to: port))

        let running = RunningDaemon(url: "http://127.0.0.1:\(port)", home: environment.home)
        async let answer = running.get("/slow").body
        await sample.gate.untilSomebodyWaits()
        await group.triggerGracefulShutdown()
        while canConnect(to: port) { await Task.yield() }
        sample.gate.open()
        #expect(try await answer == "at last")
        try await run.value
    }
}
