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

/// The analysis daemon, composed.
///
/// - Parameters:
///   - keys: the public keys of the suite; by default those that `SuitePublicKeys` finds.
///   - now: the clock of chains, shifts and of what grows old.
///   - onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "analysis", defaultPort: 5002, config: config)
    let (logger, metrics) = (environment.logger, environment.metrics)
    let settings = try Settings(environment)
    let reader = try MessageReader(weightsFile: settings.weightsFile, readsStyles: settings.readsStyles)

    let client = HTTPClientService()
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )
    let tokens = await TokenSigner(product: environment.product, key: try SigningKey.load(environment))
    let chat = ChatClient(url: settings.chatURL, client: client.client, tokens: tokens)
    let people = PeopleClient(url: settings.gatewayURL, client: client.client, tokens: tokens)
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: metrics)
    let keyring = try Keyring(environment)
    let database = try await Database(
        url: settings.databaseURL,
        schema: environment.product,
        migrations: [Outbox.migration, AuditTrail.migration, Resealing.migration, PeopleNames.migration]
            + AnalysisStore.migrations + SupportStore.migrations + AlertStore.migrations + MailStore.migrations
            + InterventionStore.migrations + ReportFeature.migrations,
        logger: logger,
        metrics: metrics
    )
    let names = PeopleNames(keyring: keyring)
    let trail = AuditTrail(daemon: environment.product, keyring: keyring)
    let resealing = Resealing(
        database,
        PeopleNames.sealedColumns + AlertStore.sealedColumns + InterventionStore.sealedColumns
            + ReportFeature.sealedColumns,
        by: keyring,
        logger: logger,
        metrics: metrics
    )

    let events = EventsWatch(redis: redis, at: now())
    let support = SupportStore(database: database, names: names, trail: trail, events: events, now: now)
    let mails = MailStore(database: database, isActive: settings.mailServer != nil)
    let analyses = AnalysisStore(database: database)
    let alerts = AlertStore(
        database: database,
        names: names,
        trail: trail,
        support: support,
        mails: mails,
        shifts: Shifts.Zone(timeZone: settings.timeZone),
        now: now
    )
    let interventions = InterventionStore(
        database: database,
        names: names,
        trail: trail,
        support: support,
        now: now
    )
    let reports = ReportFeature(
        database: database,
        keyring: keyring,
        trail: trail,
        source: StoredReportSource(database: database, people: people, now: now),
        printer: PDFPrinter(program: settings.pdfProgram, folder: "\(environment.home)/reports"),
        chat: chat,
        retentionDays: settings.retentionDays,
        logger: logger
    )
    let notices = AnalysisNotices(redis: redis)
    let courier = MailCourier(
        store: mails,
        client: try settings.mailServer.map { server in
            try SMTPClient(
                server: server,
                name: settings.mailSender.map { String($0.domain) } ?? "localhost",
                authorities: settings.mailAuthorities
            )
        },
        sender: settings.mailSender,
        people: people,
        publicURL: settings.publicURL,
        now: now,
        logger: logger
    )
    let takeOver = TakeOver(
        store: interventions,
        alerts: alerts,
        chat: chat,
        people: people,
        notices: notices,
        courier: courier,
        logger: logger
    )
    let worker = AnalysisWorker(
        store: analyses,
        alerts: alerts,
        notices: notices,
        courier: courier,
        reader: reader,
        chat: chat,
        people: people,
        now: now,
        logger: logger
    )
    let requests = HelpRequestIntake(
        alerts: alerts,
        people: people,
        notices: notices,
        courier: courier,
        logger: logger
    )
    let intake = AnalysisIntake(store: analyses, worker: worker, now: now, logger: logger)

    environment.health.register("database", required: true, fault: database.healthy)
    environment.health.register("data_keys") { resealing.progress.health }
    environment.health.register("messages") { await analyses.health(at: now()) }
    environment.health.register("alerts") { await support.health() }
    if redis.isConfigured { environment.health.register("redis", fault: redis.healthy) }
    if let check = courier.health { environment.health.register("mail", check: check) }

    let router = environment.makeRouter(openAPI: try environment.openAPI(in: "Analysis").text)
    let known = router.authenticated(by: verifier)
    let tenders = Tenders(people: people)
    let analysis = AnalysisController(reader: reader, maxBytes: settings.maxTextBytes)
    let helpLines = SupportController(store: support, people: people)
    known.requiring(.analyze).addRoutes(analysis.routes, atPath: "api")
    known.requiring(.converse).addRoutes(CorrectionController(store: analyses, now: now).routes, atPath: "api/analyses")
    known.requiring(caller: "chat").addRoutes(analysis.internalRoutes, atPath: "internal/analyses")
    known.requiring(.tendStudents).addRoutes(
        AlertController(alerts: alerts, tenders: tenders, notices: notices, courier: courier, chat: chat).routes,
        atPath: "api/alerts"
    )
    known.requiring(.tendStudents).addRoutes(
        InterventionController(store: interventions, takeOver: takeOver, chat: chat, tenders: tenders).routes,
        atPath: "api/interventions"
    )
    reports.addRoutes(to: router, verifier: verifier)
    known.requiring(.keepSupport).addRoutes(helpLines.routes, atPath: "api/support")
    known.addRoutes(helpLines.publicRoutes, atPath: "api/support")
    router.addSubjects(
        AnalysisSubjects(
            store: SubjectStore(database: database, names: names, support: support, alerts: alerts),
            people: people,
            reports: reports.subjects,
            retentionDays: settings.retentionDays
        ),
        verifier: verifier
    )

    let replica = "\(ProcessInfo.processInfo.hostName):\(environment.port)"
    return DaemonProcess(
        [
            database, client, redis, OutboxRelay(database: database, redis: redis, logger: logger),
            RevocationFeed(redis: redis, verifier: verifier), resealing, courier, worker, reports.worker,
            intake.consumer(redis, named: replica), requests.consumer(redis, named: replica),
            ChainClock(
                alerts: alerts,
                interventions: interventions,
                takeOver: takeOver,
                chat: chat,
                notices: notices,
                events: events,
                now: now,
                courier: courier,
                logger: logger
            ),
            Retention(
                [
                    Retention.Rule("analyses", days: settings.retentionDays, purge: analyses.removeOld),
                    Retention.Rule("alerts", days: settings.retentionDays, purge: alerts.removeOld),
                    Retention.Rule("interventions", days: settings.retentionDays, purge: interventions.removeOld),
                ] + reports.retentionRules,
                now: now,
                logger: logger
            ),
            environment.server(router, onListening: onListening),
        ],
        logger: logger
    )
}
