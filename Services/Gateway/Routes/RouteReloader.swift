import Daemon
import Logging
import Relay
import ServiceLifecycle
import UnixSignals

/// Reads `gateway.conf`, the pages and the certificate again on SIGHUP. What is wrong is named in the log, and the old
/// stays.
struct RouteReloader: Service {
    let file: RouteFile
    let routes: CurrentRoutes
    let pages: PageStore
    /// Tells of its own faults.
    let tls: FrontTLS?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            let signals = await UnixSignalsSequence(trapping: .sighup)
            for await _ in signals {
                reload()
            }
        }
    }

    func reload() {
        try? tls?.reload()
        do {
            try routes.replace(with: try file.load())
            logger.notice("gateway.conf read again")
        } catch {
            logger.error("gateway.conf is wrong, the old one stays in force", metadata: ["error": "\(error)"])
        }
        do {
            try pages.load()
            logger.notice("pages read again")
        } catch {
            logger.error("the pages can't be read, the old ones stay", metadata: ["error": "\(error)"])
        }
    }
}
