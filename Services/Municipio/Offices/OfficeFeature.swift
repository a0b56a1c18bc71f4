import Daemon
import Hummingbird
import Identity
import Persistence

/// Offices, composed: keeping them, importing them, and telling citizens of them.
struct OfficeFeature: Sendable {
    static let migrations = OfficeStore.migrations + ImportStore.migrations

    private let store: OfficeStore
    private let imports: ImportStore
    private let staleDays: Int

    init(_ store: OfficeStore, staleDays: Int) {
        (self.store, self.staleDays) = (store, staleDays)
        imports = ImportStore(offices: store)
    }

    /// The examples, where nothing was ever kept.
    func start() async throws {
        try await store.addExamples()
    }

    /// - Parameter keepers: those who may keep offices.
    func addRoutes(_ keepers: RouterGroup<AuthenticatedContext>) {
        keepers.addRoutes(OfficeController(store: store, staleDays: staleDays).routes, atPath: "api/municipios/offices")
        keepers.addRoutes(ImportController(imports: imports).routes, atPath: "api/municipios/imports")
    }

    /// What a citizen is told of a municipality.
    func offices(of place: Place) async throws -> [OfficeBody] {
        let staleSince = store.staleSince(days: staleDays)
        return try await store.offices(of: place).map { OfficeBody($0, staleSince: staleSince) }
    }

    var subjects: any SubjectPart { OfficeSubjects(store: store) }
    var retentionRules: [Retention.Rule] { [imports.retentionRule] }
}
