import Daemon
import Hummingbird
import Identity
import InferenceClient
import Persistence
import Retrieval
import SuiteProtocol

/// Questions to documents, and the forms that make them, composed.
struct AskFeature: Sendable {
    static let migrations = PresetStore.migrations
    static let sealedColumns = PresetStore.sealedColumns

    let presets: PresetStore
    private let asking: AskController
    private let attached: PassageController

    init(
        collections: CollectionStore,
        documents: DocumentStore,
        passages: PassageStore,
        inference: InferenceClient,
        limits: AskLimits
    ) {
        presets = PresetStore(database: documents.database, keyring: documents.keyring)
        let finder = SourceFinder(documents: documents, passages: passages, limits: limits)
        asking = AskController(
            collections: collections,
            documents: documents,
            presets: presets,
            writer: AskWriter(finder: finder, inference: inference)
        )
        attached = PassageController(collections: collections, documents: documents, finder: finder)
    }

    var subjects: any SubjectPart { PresetSubjects(presets: presets) }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let people = router.authenticated(by: verifier)
        let forms = PresetController(presets: presets)
        people.requiring(.converse).addRoutes(asking.routes, atPath: "api/ask")
        people.requiring(.converse).addRoutes(forms.reading, atPath: "api/presets")
        people.requiring(.keepDocuments).addRoutes(forms.keeping, atPath: "api/presets")
        people.requiring(caller: "chat").addRoutes(attached.routes, atPath: "internal")
    }
}
