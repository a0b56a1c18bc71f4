import Configuration
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// A daemon, composed and ready to run: its long-lived services, in the order in which they start.
///
/// They stop in reverse order. One that fails or ends brings the daemon down with a non-zero status.
package struct DaemonProcess: Service {
    private let services: [any Service]
    private let logger: Logger

    package init(_ services: [any Service], logger: Logger) {
        self.services = services
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT; what is in flight then has 30 s to end.
    package func runService() async throws {
        try await run(until: [.sigterm, .sigint])
    }

    /// Runs until the task is cancelled or the surrounding group shuts down.
    package func run() async throws {
        try await run(until: [])
    }

    private func run(until signals: [UnixSignal]) async throws {
        var configuration = ServiceGroupConfiguration(
            // A name of its own: without one, all that a service holds would be printed at each start, keys too.
            services: services.map { .init(service: $0, serviceName: "\(type(of: $0))") },
            gracefulShutdownSignals: signals,
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        // What takes longer than that traps: a process of its own is killed soon anyway, others' would go down with it.
        configuration.maximumCancellationDuration = .seconds(signals.isEmpty ? 60 : 5)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as CancellationError {
            // Told to stop, and something in flight did not end in its time: no failure of the daemon.
            logger.warning("stopped before all that was running had ended")
            if Task.isCancelled { throw error }
        } catch {
            logger.critical("stopped by a failure", metadata: ["error": "\(String(reflecting: error))"])
            throw error
        }
    }
}

/// The whole of a daemon's `main`: composes and runs it. What goes wrong is one log line and status 1, not a trap.
package func runDaemon(_ build: @Sendable (ConfigReader) async throws -> DaemonProcess) async {
    do {
        try await build(daemonConfiguration()).runService()
    } catch {
        let logger = Logger(label: "boot") { JSONLogHandler(daemon: $0, level: .info) }
        logger.critical("stopped", metadata: ["error": "\(error)"])
        exit(1)
    }
}
