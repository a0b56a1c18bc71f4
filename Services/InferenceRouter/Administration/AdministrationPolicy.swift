import Daemon
import HTTPTypes
import NIOCore
import Relay

/// Sends everything that is no request for a model to the daemon's own application, on its Unix socket.
final class AdministrationPolicy: ForwardingPolicy {
    private let route: ForwardingRoute

    init(_ application: Upstream) {
        var settings = ForwardingRoute.Settings()
        // It is our own application: who may ask for what is internal, it says itself.
        settings.forbiddenPaths = []
        route = ForwardingRoute(name: "administration", upstream: application, settings: settings)
    }

    func decide(_ head: RequestHead, tags: RequestTags, peer: ClientPeer) -> ForwardingDecision {
        .forward(ForwardingPlan(route))
    }

    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse {
        let language = Language(acceptLanguage: head.fields[.acceptLanguage])
        return canned(failure.status, requestID: tags.requestID, language)
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        canned(refusal.status, requestID: "", .es)
    }

    /// The application writes its own access line.
    func finished(_ record: ExchangeRecord) {}

    private func canned(_ status: Int, requestID: String, _ language: Language) -> CannedResponse {
        let status = HTTPResponse.Status(code: status)
        let problem: Problem =
            switch status.code {
            case 413: .tooLarge
            case 400..<500: .invalidBody
            default: Problem(status, "unavailable", Self.unavailable)
            }
        let body = Problem(status, problem.code, problem.detail).encoded(requestID: requestID, language: language)
        return CannedResponse(
            status: status.code,
            fields: [("content-type", "application/problem+json"), ("cache-control", "no-store")],
            body: ByteBuffer(bytes: body)
        )
    }

    private static let unavailable = LocalizedText(
        es: "El servicio está arrancando o deteniéndose. Inténtalo de nuevo en unos segundos.",
        en: "The service is starting or stopping. Try again in a few seconds."
    )
}
