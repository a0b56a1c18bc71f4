import Audit
import Conversion
import Daemon
import Hummingbird
import Identity
import Logging
import Persistence
import Retrieval
import ServiceLifecycle
import SuiteProtocol

/// Collections and documents, how they are read and searched: composed.
struct LibraryFeature: Sendable {
    static let migrations = CollectionStore.migrations + DocumentStore.migrations
    static let sealedColumns = CollectionStore.sealedColumns + DocumentStore.sealedColumns
    /// For the picture of one page.
    private static let paintingSeconds = 20

    let collections: CollectionStore
    let documents: DocumentStore
    let library: Library
    let converter: Converter
    /// For pictures of pages: whoever opens one doesn't wait for a folder that is being read.
    private let painter: Converter
    /// Reads documents.
    let handler: IngestHandler
    private let limits: UploadReceiver.Limits
    private let jobRetentionDays: Int
    private let logger: Logger

    init(
        database: Database,
        keyring: Keyring,
        trail: AuditTrail,
        jobs: JobStore,
        passages: PassageStore,
        settings: Settings,
        logger: Logger
    ) throws {
        let files = try DocumentFiles(path: settings.filesFolder)
        collections = CollectionStore(database: database, keyring: keyring)
        documents = DocumentStore(database: database, keyring: keyring, jobs: jobs)
        library = Library(
            documents: documents,
            files: files,
            passages: passages,
            pictures: PictureCache(),
            trail: trail
        )
        var conversion = ConversionLimits()
        conversion.fileSize = settings.maxFileBytes
        conversion.pages = settings.maxPages
        converter = Converter(
            reader: settings.reader,
            folder: files.work,
            limits: conversion,
            processes: settings.converters
        )
        conversion.seconds = Self.paintingSeconds
        painter = Converter(reader: settings.reader, folder: files.work, limits: conversion, processes: 1)
        limits = UploadReceiver.Limits(
            file: settings.maxFileBytes,
            request: settings.maxUploadBytes,
            files: settings.maxFiles,
            quota: settings.quotaBytes
        )
        handler = IngestHandler(
            width: settings.converters,
            documents: documents,
            files: files,
            converter: converter,
            indexing: PassageIndexing(documents: documents, passages: passages),
            quota: settings.quotaBytes
        )
        jobRetentionDays = settings.jobRetentionDays
        self.logger = logger
    }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let people = router.authenticated(by: verifier)
        let (reading, keeping) = (people.requiring(.converse), people.requiring(.keepDocuments))
        let store = ImportStore(documents: documents, passages: library.passages, quota: limits.quota)
        let ofCollections = CollectionController(
            collections: collections,
            documents: documents,
            library: library,
            importer: TextImporter(store: store)
        )
        reading.addRoutes(ofCollections.reading, atPath: "api/collections")
        keeping.addRoutes(ofCollections.keeping, atPath: "api/collections")
        reading.addRoutes(documentController.routes, atPath: "api/documents")
        reading.addRoutes(pageController.routes, atPath: "api/documents")
        reading.addRoutes(
            SearchController(collections: collections, documents: documents, passages: library.passages).routes,
            atPath: "api/search"
        )
        people.requiring(caller: "chat").addRoutes(
            ConversationController(collections: collections, documents: documents, library: library).routes,
            atPath: "internal"
        )
    }

    var subjects: any SubjectPart {
        LibrarySubjects(
            collections: collections,
            documents: documents,
            library: library,
            jobRetentionDays: jobRetentionDays
        )
    }

    /// Finishes what crashes left, and makes anew what is lost.
    var services: [any Service] { [LibraryUpkeep(library: library, logger: logger)] }

    private var documentController: DocumentController {
        DocumentController(
            documents: documents,
            collections: collections,
            files: library.files,
            receiver: UploadReceiver(
                documents: documents,
                collections: collections,
                files: library.files,
                converter: converter,
                limits: limits
            ),
            library: library
        )
    }

    private var pageController: PageController {
        PageController(
            documents: documents,
            files: library.files,
            converter: painter,
            passages: library.passages,
            pictures: library.pictures,
            library: library
        )
    }
}
