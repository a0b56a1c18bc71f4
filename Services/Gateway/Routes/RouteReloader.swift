import Daemon
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads `gateway.conf` and the pages again on SIGHUP. A wrong file is named in the log, and the old table stays.
struct RouteReloader: Service {
    let file: RouteFile
    let routes: CurrentRoutes
    let pages: PageStore
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
