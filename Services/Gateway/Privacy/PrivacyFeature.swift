import Daemon
import Hummingbird
import Identity
import Logging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// «Mis datos» and consents, composed.
struct PrivacyFeature: Sendable {
    let services: [any Service]
    private let consentController: ConsentController
    private let groupConsents: GroupConsentController
    private let myData: MyDataController

    static let migrations = [ConsentStore.migration, ErasureStore.migration, Resealing.migration]
    /// What a rotation of the data keys seals anew.
    static let sealedColumns = [
        SealedColumn("users", "sealed_username"), SealedColumn("users", "sealed_name"),
        SealedColumn("users", "sealed_email"), SealedColumn("sessions", "sealed_device"),
        SealedColumn("sessions", "sealed_network"), SealedColumn("api_keys", "sealed_name"),
        SealedColumn("consents", "guardian"), SealedColumn("audit_reasons", "sealed", key: "entry"),
    ]
    /// How long it can be looked up that somebody was erased, and what was kept.
    private static let erasureDays = 30

    init(
        _ environment: DaemonEnvironment,
        consents: Consents,
        people: PeopleFeature,
        registry: PeopleRegistry,
        log: AuditLog,
        daemons: DaemonSubjects,
        institution: String
    ) {
        let (database, logger) = (registry.database, environment.logger)
        consentController = ConsentController(consents: consents, users: people.users, groups: people.groups)
        groupConsents = GroupConsentController(consents: consents, groups: people.groups)
        let erasures = ErasureStore(database: database)
        let account = AccountSubjects(
            registry: registry,
            consents: consents.store,
            endings: people.endings,
            log: log
        )
        myData = MyDataController(
            gathering: MyDataGathering(
                account: account,
                daemons: daemons,
                log: log,
                erasures: erasures,
                audit: registry.trail
            ),
            erasures: ErasureRequests(
                store: erasures,
                users: people.users,
                daemons: daemons,
                endings: people.endings,
                audit: registry.trail
            ),
            users: people.users,
            institution: institution
        )
        let resealing = Resealing(
            database,
            Self.sealedColumns,
            by: registry.keyring,
            logger: logger,
            metrics: environment.metrics
        )
        environment.health.register("data_keys") { resealing.progress.health }
        services = [
            resealing,
            ErasureWorker(store: erasures, daemons: daemons, account: account, logger: logger),
            Retention(
                [
                    Retention.Rule("erasures", days: Self.erasureDays) {
                        try await erasures.removeFinished(before: $0, limit: $1)
                    }
                ],
                logger: logger
            ),
        ]
    }

    func add(to authenticated: RouterGroup<AuthenticatedContext>) {
        authenticated.addRoutes(consentController.ownRoutes, atPath: "api/consents")
        authenticated.addRoutes(consentController.guardianRoutes, atPath: "api/users")
        authenticated.requiring(.tutorGroups).addRoutes(groupConsents.routes, atPath: "api/groups")
        authenticated.addRoutes(myData.routes, atPath: "api/my-data")
        authenticated.requiring(.administerUsers).addRoutes(myData.administrationRoutes, atPath: "api/users")
    }
}
