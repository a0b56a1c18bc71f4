import Configuration
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// What a daemon stands in: its name, its settings, its home, its log, its health and its figures.
///
/// Made first in `buildApplication`; several may live in one process (tests).
package struct DaemonEnvironment: Sendable {
    /// As on the command line and in pid files: `inference-router`.
    package let product: String
    package let config: ConfigReader
    /// `CONSULTA_HOME`: databases, media, keys, logs.
    package let home: String
    package let host: String
    package let port: Int
    package let logger: Logger
    package let health = HealthRegistry()
    package let metrics = PrometheusMetrics()

    /// Keys read here: `CONSULTA_HOME` (`.consulta`), `<DAEMON>_HOST` (127.0.0.1), `<DAEMON>_PORT`, `LOG_LEVEL` (info).
    ///
    /// - Parameter writeLog: takes each line of the log.
    package init(
        product: String,
        defaultPort: Int,
        config: ConfigReader,
        writeLog: @escaping @Sendable (String) -> Void = standardError
    ) throws {
        self.product = product
        self.config = config
        home = config.string(forKey: "consulta.home", or: ".consulta")
        host = config.string(forKey: "\(product).host", or: "127.0.0.1")
        port = try config.int(forKey: "\(product).port", or: defaultPort, in: 0...65_535)
        let level = config.string(forKey: "log.level", or: "info")
        guard let level = Logger.Level(rawValue: level) else {
            throw ConfigurationError("LOG_LEVEL", "expected trace, debug, info, notice, warning, error or critical")
        }
        logger = Logger(label: product) { JSONLogHandler(daemon: $0, level: level, write: writeLog) }
        metrics.collect(ProcessFigures.readings)
    }

    /// Where a sister daemon listens: `<PRODUCT>_URL`, else loopback at `<PRODUCT>_PORT` or its default.
    package func url(of product: String, defaultPort: Int) throws -> String {
        if let url = config.text("\(product).url") {
            let parts = URLComponents(string: url)
            guard let scheme = parts?.scheme, ["http", "https"].contains(scheme), parts?.host?.isEmpty == false else {
                throw ConfigurationError(environmentName("\(product).url"), "expected http://host or https://host")
            }
            return url.hasSuffix("/") ? String(url.dropLast()) : url
        }
        return "http://127.0.0.1:\(try config.int(forKey: "\(product).port", or: defaultPort, in: 1...65_535))"
    }

    /// A path inside `CONSULTA_HOME`; its folder is made (0700) where it isn't there.
    package func path(_ components: String...) throws -> String {
        let path = ([home] + components).joined(separator: "/")
        let folder = components.count > 1 ? ([home] + components.dropLast()).joined(separator: "/") : home
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return path
    }

    /// The daemon's API: `<DAEMON>_OPENAPI`, else the file beside its source.
    ///
    /// - Parameter folder: the daemon's folder below `Services`.
    package func openAPI(in folder: String) throws -> OpenAPIDocument {
        try OpenAPIDocument(
            file: config.string(forKey: "\(product).openapi", or: "Services/\(folder)/openapi.yaml")
        )
    }

    /// A router with request ids, problems, access log, `/health`, `/health/live`, `/metrics` and `/openapi.json`.
    ///
    /// - Parameters:
    ///   - openAPI: the daemon's API as JSON text; nil where the daemon answers `/openapi.json` itself.
    ///   - reportsHealth: false where the daemon answers `/health` itself.
    package func makeRouter(openAPI: String?, reportsHealth: Bool = true) -> Router<DaemonRequestContext> {
        let router = Router(context: DaemonRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestMiddleware(metrics: metrics))
        let standard = StandardRoutes(health: health, metrics: metrics)
        router.addRoutes(standard.routes)
        if let openAPI { router.addRoutes(standard.openAPIRoutes(openAPI)) }
        if reportsHealth { router.addRoutes(standard.healthRoutes) }
        return router
    }

    /// The HTTP server over `router`, as one of the daemon's services.
    ///
    /// - Parameter address: where to listen; by default the daemon's host and port.
    package func server(
        _ router: Router<DaemonRequestContext>,
        address: BindAddress? = nil,
        onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
    ) -> some Service {
        let logger = logger
        let responder = router.buildResponder()
        return Application(
            responder: CallbackResponder { request, context in
                // In a task of its own: what its stack grew to isn't kept for as long as a stream is written.
                async let response = responder.respond(to: request, context: context)
                return try await response
            },
            configuration: ApplicationConfiguration(address: address ?? .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                guard let address = channel.localAddress else { return }
                logger.info("listening", metadata: ["address": "\(address)"])
                onListening(address)
            },
            logger: logger
        )
    }
}
