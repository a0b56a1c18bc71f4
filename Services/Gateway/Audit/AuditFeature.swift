import Audit
import Daemon
import Persistence
import ServiceLifecycle

/// The audit, composed: what records, keeps, shows and proves it.
struct AuditFeature: Sendable {
    static let migrations = [Outbox.migration]

    /// Records in the transaction of a fact.
    let trail: AuditTrail
    let services: [any Service] = []

    init(_ environment: DaemonEnvironment, keyring: Keyring) {
        trail = AuditTrail(daemon: environment.product, keyring: keyring)
    }
}
