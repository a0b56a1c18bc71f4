import Audit
import Daemon
import Foundation
import Hummingbird
import Identity
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// The audit, composed: what records, keeps, shows and proves it.
struct AuditFeature: Sendable {
    static let migrations = AuditChain.migrations

    let log: AuditLog
    let controller: AuditController
    let services: [any Service]

    /// - Parameter names: of those who have an account, by id.
    init(
        _ environment: DaemonEnvironment,
        database: Database,
        redis: Redis,
        trail: AuditTrail,
        keyring: Keyring,
        key: SigningKey,
        keys: PublicKeyDirectory,
        retentionDays: Int?,
        names: @escaping @Sendable (Set<String>) async throws -> [String: String]
    ) async throws {
        let logger = environment.logger
        let folder = try environment.path("audit-heads")
        let heads = AuditHeads(folder: folder, keys: keys)
        let signer = await AuditHeadSigner(folder: folder, key: key)
        let chain = AuditChain(database: database)
        let verifier = AuditVerifier(database: database, heads: heads, keyring: keyring)
        let keeper = AuditHeadKeeper(chain: chain, heads: heads, signer: signer, logger: logger)
        let intake = AuditIntake(chain: chain, database: database, logger: logger)
        let retention = AuditRetention(
            chain: chain,
            heads: heads,
            signer: signer,
            verifier: verifier,
            days: retentionDays,
            logger: logger
        )

        log = AuditLog(database: database, keyring: keyring, names: names)
        controller = AuditController(
            log: log,
            visits: AuditVisits(database: database, trail: trail),
            proofs: AuditProofs(verifier),
            trail: trail,
            database: database
        )
        // One that keeps its name across restarts takes up at once what it left.
        let consumer = intake.consumer(redis, named: "\(ProcessInfo.processInfo.hostName):\(environment.port)")
        services = [keeper, retention, intake, consumer]
        environment.health.register("audit") {
            if let fault = keeper.fault { return fault }
            let dead = (try? await redis.deadLetters(EventType.auditRecorded.stream)) ?? 0
            return dead == 0 ? nil : "\(dead) events were given up: they are no entries of this suite"
        }
    }
}
