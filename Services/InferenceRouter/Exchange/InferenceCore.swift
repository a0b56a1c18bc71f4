import Identity
import Relay
import SuiteProtocol

/// What every request needs, on whichever event loop it is.
final class InferenceCore: Sendable {
    let settings: Settings
    let catalogue: ModelCatalogue
    let balancer: Balancer
    let verifier: TokenVerifier
    let figures: RouterFigures
    /// Nil where requests are not logged.
    let accessLog: AccessLog?

    init(
        settings: Settings,
        catalogue: ModelCatalogue,
        balancer: Balancer,
        verifier: TokenVerifier,
        figures: RouterFigures,
        accessLog: AccessLog?
    ) {
        self.settings = settings
        self.catalogue = catalogue
        self.balancer = balancer
        self.verifier = verifier
        self.figures = figures
        self.accessLog = accessLog
    }
}

extension Principal {
    /// Another daemon that may call us, or a person who may use the models directly.
    var mayInfer: Bool { callingService != nil || can(.infer) }
}
