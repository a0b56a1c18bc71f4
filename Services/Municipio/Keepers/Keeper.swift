import Audit
import Identity

/// Whoever keeps the data: a clerk or an administrator, in one request.
struct Keeper: Sendable {
    let origin: AuditOrigin
    /// As their token says it.
    let name: String

    var id: String { origin.actor }
}

extension AuthenticatedContext {
    var keeper: Keeper { Keeper(origin: origin, name: principal.name) }
}
