import AsyncHTTPClient
import Audit
import Configuration
import Daemon
import Hummingbird
import Identity
import InferenceClient
import Messaging
import NIOCore
import Persistence
import Risk
import SuiteProtocol
import Uploads

/// The chat daemon, composed.
///
/// - Parameters:
///   - keys: the public keys of the suite; by default those that `SuitePublicKeys` finds.
///   - onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "chat", defaultPort: 5001, config: config)
    let settings = try Settings(environment)
    let assistants = try Assistants(folder: settings.assistantsFolder)
    let logger = environment.logger

    let client = HTTPClientService {
        // Each answer under way holds a connection of its own.
        $0.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        // The router sends a comment every 15 s: three that are missing are a dead router.
        $0.timeout.read = .seconds(50)
    }
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )
    let tokens = await TokenSigner(product: environment.product, key: try SigningKey.load(environment))
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: environment.metrics)
    let database = try await Database(
        url: settings.databaseURL,
        schema: environment.product,
        migrations: ConversationStore.migrations,
        logger: logger,
        metrics: environment.metrics
    )
    let keyring =
        if let secret = settings.dataKeys {
            try Keyring(secret: secret)
        } else {
            try Keyring(directory: environment.path("keys"))
        }

    let trail = AuditTrail(daemon: environment.product, keyring: keyring)
    let store = ConversationStore(
        database: database,
        keyring: keyring,
        assistants: assistants,
        trail: trail,
        undoTime: Double(settings.undoSeconds)
    )
    let media = MediaStore(
        database: database,
        folder: try MediaFolder(path: environment.path("media", environment.product))
    )
    let analysis = AnalysisClient(url: settings.analysisURL, client: client.client, tokens: tokens)
    let support = try await SupportDirectory(
        store: SupportStore(database: database),
        analysis: analysis,
        logger: logger
    )
    let promptGuard = PromptGuard(rules: try PromptRules(folder: settings.vocabularyFolder))
    let reading = MessageReading(
        entities: EntityExtractor(vocabulary: try Vocabulary(folder: settings.vocabularyFolder)),
        promptGuard: promptGuard,
        risk: .shared,
        support: support
    )
    let notices = ConversationNotices(redis: redis)
    let inference = InferenceClient(routerURL: settings.routerURL, client: client.client, tokens: tokens)
    let documents = DocumentsClient(url: settings.documentsURL, client: client.client, tokens: tokens)
    let attachments = AttachmentStore(database: database)
    let generations = GenerationRunner(
        store: store,
        inference: inference,
        media: media,
        reading: reading,
        analysis: analysis,
        frames: SafeFrames(phrases: try SafeAnswerPhrases(folder: settings.vocabularyFolder), support: support),
        documents: documents,
        notices: notices,
        maxCharacters: settings.maxAnswerCharacters,
        maxPerPerson: settings.maxGenerationsPerPerson,
        logger: logger,
        metrics: environment.metrics
    )

    let helpDesk = HelpDeskFeature(
        database: database,
        keyring: keyring,
        trail: trail,
        assistant: assistants.helpDesk,
        reading: reading,
        inference: inference,
        municipio: MunicipioClient(url: settings.municipioURL, client: client.client, tokens: tokens),
        retentionDays: settings.helpDeskRetentionDays,
        metrics: environment.metrics
    )

    environment.health.register("database", required: true, fault: database.healthy)
    environment.health.register("redis") {
        await redis.healthy().map { DependencyHealth(.degraded, $0) } ?? DependencyHealth(.ok)
    }

    let resealing = Resealing(
        database,
        ConversationStore.sealedColumns,
        by: keyring,
        logger: logger,
        metrics: environment.metrics
    )
    environment.health.register("data_keys") { resealing.progress.health }
    environment.health.register("images") {
        ImageConverter.isInstalled ? DependencyHealth(.ok) : DependencyHealth(.degraded, "graphicsmagick is missing")
    }

    let router = environment.makeRouter(openAPI: try environment.openAPI(in: "Chat").text)
    let api = router.authenticated(by: verifier).requiring(.converse).group("api")
    api.addRoutes(
        ChatController(
            assistants: assistants,
            store: store,
            media: media,
            reading: reading,
            support: support,
            generations: generations,
            notices: notices,
            maxMessageCharacters: settings.maxMessageCharacters
        ).routes
    )
    api.addRoutes(HistoryController(store: store, notices: notices).routes, atPath: "history")
    api.addRoutes(OpeningController(store: store).routes, atPath: "history")
    api.addRoutes(FeedbackController(store: store).routes, atPath: "messages")
    api.addRoutes(
        EntityController(reading: reading, maxCharacters: settings.maxMessageCharacters).routes
    )
    api.addRoutes(
        AttachmentController(
            store: store,
            assistants: assistants,
            attachments: attachments,
            documents: documents,
            notices: notices
        ).routes,
        atPath: "conversations"
    )
    api.addRoutes(MediaController(media: media).routes, atPath: "media")
    helpDesk.addRoutes(to: router, verifier: verifier)
    TutoringFeature(
        store: store,
        reading: reading,
        generations: generations,
        notices: notices,
        support: support,
        isHeard: redis.isConfigured,
        maxMessageCharacters: settings.maxMessageCharacters
    ).addRoutes(to: router, verifier: verifier)
    router.addSubjects(
        ChatSubjects(
            store: store,
            helpDesk: helpDesk.store,
            media: media,
            generations: generations,
            redis: redis,
            retentionDays: settings.retentionDays,
            helpDeskRetentionDays: settings.helpDeskRetentionDays
        ),
        verifier: verifier
    )

    return DaemonProcess(
        [
            database, client, redis, OutboxRelay(database: database, redis: redis, logger: logger),
            RevocationFeed(redis: redis, verifier: verifier), support, generations,
            AbandonedGenerations(store: store, generations: generations, logger: logger),
            OrphanedFiles(attachments: attachments, documents: documents, logger: logger),
            ExpiredData(conversations: store, media: media, logger: logger),
            resealing,
            Retention(
                store.retentionRules(days: settings.retentionDays, media.folder) + helpDesk.retentionRules,
                logger: logger
            ),
            environment.server(router, onListening: onListening),
        ],
        logger: logger
    )
}
