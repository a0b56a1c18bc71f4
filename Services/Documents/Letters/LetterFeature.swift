import Audit
import Conversion
import Daemon
import Hummingbird
import Identity
import Persistence
import SuiteProtocol

/// Letters, composed.
struct LetterFeature: Sendable {
    static let migrations = LetterStore.migrations
    static let sealedColumns = LetterStore.sealedColumns

    private let store: LetterStore
    private let templates: LetterTemplates
    private let printer: LetterPrinter
    private let work: LetterFolder
    private let retentionDays: Int

    init(
        database: Database,
        keyring: Keyring,
        trail: AuditTrail,
        jobs: JobStore,
        settings: Settings
    ) throws {
        store = LetterStore(database: database, keyring: keyring, trail: trail, jobs: jobs)
        work = try LetterFolder(in: "\(settings.filesFolder)/letters")
        // Children of its own: whoever sends a template doesn't wait for somebody's hundred documents.
        let converter = Converter(reader: settings.reader, folder: work.path, processes: 1)
        templates = LetterTemplates(store: store, converter: converter, work: work)
        printer = LetterPrinter(converter: converter, work: work, office: settings.office)
        retentionDays = settings.letterRetentionDays
    }

    /// - Parameter sheets: where finished sheets are.
    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier, sheets: (any LetterSource)?) {
        let controller = LetterController(
            store: store,
            templates: templates,
            uploads: LetterUploads(work: work),
            printer: printer,
            sheets: sheets
        )
        router.authenticated(by: verifier).requiring(.keepDocuments)
            .addRoutes(controller.routes, atPath: "api/letters")
    }

    var handler: any JobHandler { LetterJob(store: store, templates: templates, printer: printer) }

    var subjects: LetterSubjects { LetterSubjects(store: store, retentionDays: retentionDays) }

    var retentionRules: [Retention.Rule] {
        [
            Retention.Rule("letters", days: retentionDays) { try await store.removeOld(before: $0, limit: $1) },
            Retention.Rule("tables for letters", days: LetterStore.tableDays) {
                try await store.removeTables(before: $0, limit: $1)
            },
        ]
    }
}
