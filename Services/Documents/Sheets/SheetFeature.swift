import Audit
import Daemon
import Hummingbird
import Identity
import InferenceClient
import Logging
import Persistence
import SuiteProtocol

/// Templates and sheets, composed.
struct SheetFeature: Sendable {
    static let migrations = TemplateStore.migrations + SheetStore.migrations
    static let sealedColumns = TemplateStore.sealedColumns + SheetStore.sealedColumns

    let store: SheetStore
    let export: SheetExport
    private let templates: TemplateStore
    private let sources: any SheetSources
    private let filler: SheetFiller
    private let estimates: SheetEstimates
    private let jobs: JobStore

    /// - Parameter folder: a private one that exists, for files while they are written.
    init(
        database: Database,
        keyring: Keyring,
        trail: AuditTrail,
        jobs: JobStore,
        sources: any SheetSources,
        inference: InferenceClient,
        folder: String,
        logger: Logger
    ) {
        store = SheetStore(database: database, keyring: keyring, jobs: jobs, trail: trail)
        templates = TemplateStore(database: database, keyring: keyring)
        filler = SheetFiller(model: RoutedModel(inference: inference), logger: logger)
        estimates = SheetEstimates(inference: inference)
        export = SheetExport(sheets: store, sources: sources, folder: folder)
        self.sources = sources
        self.jobs = jobs
    }

    /// Fills sheets.
    var handler: any JobHandler { SheetRunner(store: store, sources: sources, filler: filler) }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier, notices: JobNotices) {
        let keeping = router.authenticated(by: verifier).requiring(.keepDocuments)
        keeping.addRoutes(TemplateController(templates: templates).routes, atPath: "api/templates")
        keeping.addRoutes(
            SheetController(
                sheets: store,
                templates: templates,
                sources: sources,
                estimates: estimates,
                filler: filler,
                export: export,
                jobs: jobs,
                notices: notices
            ).routes,
            atPath: "api/sheets"
        )
    }

    /// Documents go at any time: what sheets quote of them follows at the next pass.
    var retentionRules: [Retention.Rule] {
        [
            Retention.Rule("passages of deleted documents in sheets", days: 0) { _, limit in
                try await store.forgetPassages(limit: limit)
            }
        ]
    }

    var subjects: any SubjectPart { SheetSubjects(sheets: store, templates: templates) }
}
