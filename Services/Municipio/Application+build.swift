import Audit
import Configuration
import Daemon
import Foundation
import Hummingbird
import Identity
import Messaging
import NIOCore
import Persistence
import SuiteProtocol

/// The municipal help desk's daemon, composed.
///
/// - Parameters:
///   - keys: the public keys of the suite; by default those that `SuitePublicKeys` finds.
///   - now: by which what is kept of offices grows old.
///   - onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "municipio", defaultPort: 5006, config: config)
    let (logger, metrics) = (environment.logger, environment.metrics)
    let settings = try Settings(environment)
    let places = try Places(folder: settings.placesFolder, regions: settings.regions)

    let client = HTTPClientService()
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: metrics)
    let keyring = try Keyring(environment)
    let database = try await Database(
        url: settings.databaseURL,
        schema: environment.product,
        migrations: [Outbox.migration, AuditTrail.migration, Resealing.migration, KeeperNames.migration]
            + OfficeFeature.migrations + TopicFeature.migrations + TicketFeature.migrations
            + UnansweredFeature.migrations,
        logger: logger,
        metrics: metrics
    )
    let keepers = KeeperNames(keyring: keyring)
    let trail = AuditTrail(daemon: environment.product, keyring: keyring)
    let resealing = Resealing(
        database,
        KeeperNames.sealedColumns + TopicFeature.sealedColumns + TicketFeature.sealedColumns
            + UnansweredFeature.sealedColumns,
        by: keyring,
        logger: logger,
        metrics: metrics
    )
    let offices = OfficeFeature(
        OfficeStore(database: database, places: places, keepers: keepers, trail: trail, now: now),
        staleDays: settings.staleDays
    )
    try await offices.start()
    let topics = try await TopicFeature(database: database, keepers: keepers, trail: trail)
    let tickets = TicketFeature(
        database: database,
        keepers: keepers,
        trail: trail,
        places: places,
        redis: redis,
        retentionDays: settings.ticketRetentionDays
    )
    let unanswered = UnansweredFeature(
        database: database,
        topics: topics.store,
        places: places,
        maxCharacters: settings.maxTextCharacters,
        retentionDays: settings.questionRetentionDays
    )

    environment.health.register("database", required: true, fault: database.healthy)
    environment.health.register("data_keys") { resealing.progress.health }
    if redis.isConfigured { environment.health.register("redis", fault: redis.healthy) }

    let router = environment.makeRouter(openAPI: try environment.openAPI(in: "Municipio").text)
    router.addRoutes(
        PlaceController(
            places: places,
            offices: offices,
            maxQuestionCharacters: settings.maxQuestionCharacters,
            maxTextCharacters: settings.maxTextCharacters,
            maxNames: settings.maxNames
        ).routes,
        atPath: "api/municipios"
    )
    offices.addRoutes(router.authenticated(by: verifier).requiring(.keepOffices))
    topics.addRoutes(to: router, verifier: verifier)
    tickets.addRoutes(to: router, verifier: verifier)
    unanswered.addRoutes(to: router, verifier: verifier)
    router.authenticated(by: verifier).requiring(caller: "chat")
        .addRoutes(
            ConsultationController(
                places: places,
                offices: offices,
                topics: topics.search,
                maxCharacters: settings.maxTextCharacters
            ).routes,
            atPath: "internal/consultations"
        )
    router.addSubjects(
        // Questions to the look-up are answered and forgotten.
        SubjectParts([offices.subjects, topics.subjects, tickets.subjects, unanswered.subjects], in: [database]),
        verifier: verifier
    )

    return DaemonProcess(
        [
            database, client, redis, OutboxRelay(database: database, redis: redis, logger: logger),
            RevocationFeed(redis: redis, verifier: verifier), resealing,
            Retention(
                offices.retentionRules + tickets.retentionRules + unanswered.retentionRules,
                now: now,
                logger: logger
            ),
            environment.server(router, onListening: onListening),
        ],
        logger: logger
    )
}
