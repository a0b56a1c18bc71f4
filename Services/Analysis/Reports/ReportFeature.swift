import Audit
import Daemon
import Hummingbird
import Identity
import Logging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Reports, composed.
struct ReportFeature: Sendable {
    static let migrations = ReportStore.migrations
    static let sealedColumns = ReportStore.sealedColumns

    private let store: ReportStore
    private let source: any ReportSource
    private let printer: PDFPrinter
    private let chat: ChatClient
    /// After a report was asked for.
    private let retentionDays: Int
    private let logger: Logger

    init(
        database: Database,
        keyring: Keyring,
        trail: AuditTrail,
        source: any ReportSource,
        printer: PDFPrinter,
        chat: ChatClient,
        retentionDays: Int,
        logger: Logger
    ) {
        store = ReportStore(database: database, keyring: keyring, trail: trail)
        self.source = source
        self.printer = printer
        self.chat = chat
        self.retentionDays = retentionDays
        self.logger = logger
    }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let controller = ReportController(reports: store, source: source, printer: printer, chat: chat)
        router.authenticated(by: verifier).requiring(.tendStudents)
            .addRoutes(controller.routes, atPath: "api/reports")
    }

    var subjects: ReportSubjects { ReportSubjects(store: store, retentionDays: retentionDays) }

    var worker: some Service { ReportWorker(store: store, source: source, logger: logger) }

    var retentionRules: [Retention.Rule] {
        [Retention.Rule("reports", days: retentionDays) { try await store.removeOld(before: $0, limit: $1) }]
    }
}
