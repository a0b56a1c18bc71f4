import CoreMetrics
import Identity
import Relay

/// What the decisions of every event loop share.
struct FrontParts: Sendable {
    let routes: CurrentRoutes
    let verifier: TokenVerifier
    let keys: KeyExchange
    let keyUses: APIKeyUses
    let visitors: Visitors
    let origins: OriginPolicy
    let answers: FrontAnswers
    let limits: FrontLimits
    let live: LiveController
    let pages: FrontPages
    let trustedProxies: TrustedProxies
    /// nil where the log level is above info.
    let accessLog: AccessLog?
    let metrics: any MetricsFactory
}
