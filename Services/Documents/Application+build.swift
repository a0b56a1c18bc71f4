import Audit
import Configuration
import Daemon
import Foundation
import Hummingbird
import Identity
import InferenceClient
import Messaging
import NIOCore
import Persistence
import Retrieval
import SuiteProtocol

/// The documents daemon, composed.
///
/// - Parameters:
///   - keys: the public keys of the suite; by default those that `SuitePublicKeys` finds.
///   - now: by which what is kept grows old.
///   - onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "documents", defaultPort: 5007, config: config)
    let (logger, metrics) = (environment.logger, environment.metrics)
    let settings = try Settings(environment)

    let client = HTTPClientService()
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )
    let tokens = await TokenSigner(product: environment.product, key: try SigningKey.load(environment))
    let inference = InferenceClient(routerURL: settings.routerURL, client: client.client, tokens: tokens)
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: metrics)
    let keyring = try Keyring(environment)
    let database = try await Database(
        url: settings.databaseURL,
        schema: environment.product,
        migrations: [Outbox.migration, AuditTrail.migration, Resealing.migration]
            + JobStore.migrations + LibraryFeature.migrations + AskFeature.migrations + LetterFeature.migrations
            + SheetFeature.migrations,
        logger: logger,
        metrics: metrics
    )
    let index = try await Database(
        url: settings.indexURL,
        schema: "\(environment.product)_index",
        migrations: [Resealing.migration] + PassageStore.migrations,
        logger: logger,
        metrics: metrics
    )
    let trail = AuditTrail(daemon: environment.product, keyring: keyring)
    let resealing = Resealing(
        database,
        JobStore.sealedColumns + LibraryFeature.sealedColumns + AskFeature.sealedColumns
            + LetterFeature.sealedColumns + SheetFeature.sealedColumns,
        by: keyring,
        logger: logger,
        metrics: metrics
    )
    let indexResealing = Resealing(
        index,
        PassageStore.sealedColumns,
        named: "index",
        by: keyring,
        logger: logger,
        metrics: metrics
    )
    let passages = try await PassageStore(
        database: index,
        keyring: keyring,
        embedder: RouterEmbedder(inference, model: settings.embeddingsModel),
        vectors: settings.chromaURL.map {
            ChromaVectors(url: $0, name: environment.product, client: client.client)
        },
        logger: logger,
        metrics: metrics
    )
    let jobStore = JobStore(
        database: database,
        keyring: keyring,
        replica: "\(ProcessInfo.processInfo.hostName):\(environment.port)"
    )
    let library = try LibraryFeature(
        database: database,
        keyring: keyring,
        trail: trail,
        jobs: jobStore,
        passages: passages,
        settings: settings,
        logger: logger
    )
    let letters = try LetterFeature(
        database: database,
        keyring: keyring,
        trail: trail,
        jobs: jobStore,
        settings: settings
    )
    let sheets = SheetFeature(
        database: database,
        keyring: keyring,
        trail: trail,
        jobs: jobStore,
        sources: LibrarySources(documents: library.documents, collections: library.collections),
        inference: inference,
        folder: library.library.files.work,
        logger: logger
    )
    let jobs = JobFeature(
        jobStore,
        handlers: [library.handler, letters.handler, sheets.handler],
        redis: redis,
        retentionDays: settings.jobRetentionDays,
        logger: logger
    )
    try await jobs.start()
    let asking = AskFeature(
        collections: library.collections,
        documents: library.documents,
        passages: passages,
        inference: inference,
        limits: AskLimits(
            room: settings.contextCharacters,
            parts: settings.wholeParts,
            maxTokens: settings.maxAnswerTokens
        )
    )

    environment.health.register("database", required: true, fault: database.healthy)
    environment.health.register("data_keys") { resealing.progress.health }
    environment.health.register("index_keys") { indexResealing.progress.health }
    environment.health.register("index", required: true, fault: index.healthy)
    environment.health.register("disk", fault: DiskSpace(folder: settings.filesFolder).fault)
    if redis.isConfigured { environment.health.register("redis", fault: redis.healthy) }

    let router = environment.makeRouter(openAPI: try environment.openAPI(in: "Documents").text)
    jobs.addRoutes(to: router, verifier: verifier)
    library.addRoutes(to: router, verifier: verifier)
    asking.addRoutes(to: router, verifier: verifier)
    letters.addRoutes(to: router, verifier: verifier, sheets: sheets.export)
    sheets.addRoutes(to: router, verifier: verifier, notices: jobs.notices)
    router.addSubjects(
        // Questions are answered and forgotten.
        SubjectParts(
            [library.subjects, asking.subjects, letters.subjects, sheets.subjects],
            in: [database, index]
        ),
        verifier: verifier
    )

    return DaemonProcess(
        [
            database, index, client, redis, OutboxRelay(database: database, redis: redis, logger: logger),
            RevocationFeed(redis: redis, verifier: verifier), resealing, indexResealing, passages,
        ] + jobs.services + library.services + [
            Retention(jobs.retentionRules + letters.retentionRules + sheets.retentionRules, now: now, logger: logger),
            environment.server(router, onListening: onListening),
        ],
        logger: logger
    )
}
