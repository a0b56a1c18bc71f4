import FoundationEssentials
import HTTPTypes
import Hummingbird
import SuiteProtocol

/// An error the caller may read (RFC 9457). Anything else becomes a bare 500 and a log line.
package struct Problem: Error, Equatable {
    package let status: HTTPResponse.Status
    /// Stable, machine-readable: `conversation_not_found`.
    package let code: String
    /// What happened and what to do.
    package let detail: LocalizedText
    /// Such as `Retry-After`.
    package let headers: HTTPFields
    /// What consent is missing for.
    package let purpose: Purpose?

    package init(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ detail: LocalizedText,
        headers: HTTPFields = [:],
        purpose: Purpose? = nil
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers
        self.purpose = purpose
    }
}

/// A domain error that knows what to tell the caller, without knowing HTTP is there.
package protocol ProblemConvertible: Error {
    var problem: Problem { get }
}

/// The JSON of a problem.
package struct ProblemBody: Codable, Equatable, Sendable {
    package let type: String
    package let title: String
    package let status: Int
    package let detail: String
    package let code: String
    package let requestID: String
    package let purpose: Purpose?
}

extension Problem {
    package func body(requestID: String, language: Language) -> ProblemBody {
        ProblemBody(
            type: "about:blank",
            title: status.reasonPhrase,
            status: status.code,
            detail: detail[language],
            code: code,
            requestID: requestID,
            purpose: purpose
        )
    }

    /// `application/problem+json`, ready to be written by any server.
    package func encoded(requestID: String, language: Language) -> Data {
        (try? WireJSON.encoder().encode(body(requestID: requestID, language: language))) ?? Data("{}".utf8)
    }

    package func response(requestID: String, language: Language) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: status,
            headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: encoded(requestID: requestID, language: language)))
        )
    }

    /// What the caller is told of any error.
    package init(describing error: any Error) {
        self =
            switch error {
            case let problem as Problem: problem
            case let error as any ProblemConvertible: error.problem
            case let error as HTTPError: Problem(status: error.status, headers: error.headers)
            case let error as any HTTPResponseError: Problem(status: error.status, headers: [:])
            case is CancellationError: .abandoned
            default: .internal
            }
    }

    private init(status: HTTPResponse.Status, headers: HTTPFields) {
        self =
            switch status.code {
            case 400, 422: .invalidBody
            case 404: Problem(status, "not_found", Texts.notFound)
            case 405: Problem(status, "method_not_allowed", Texts.methodNotAllowed, headers: headers)
            case 413: .tooLarge
            case 415: Problem(status, "unsupported_media_type", Texts.unsupportedMediaType)
            case 400..<500: Problem(status, "http_\(status.code)", Texts.invalidRequest, headers: headers)
            case 501...599: Problem(status, "http_\(status.code)", Texts.internalError, headers: headers)
            default: .internal
            }
    }

    package static let invalidBody = Problem(.badRequest, "invalid_body", Texts.invalidBody)
    package static let tooLarge = Problem(.contentTooLarge, "body_too_large", Texts.tooLarge)
    package static let `internal` = Problem(.internalServerError, "internal", Texts.internalError)
    package static let unauthenticated = Problem(
        .unauthorized,
        "unauthenticated",
        Texts.unauthenticated,
        headers: [.wwwAuthenticate: "Bearer"]
    )
    /// What nginx logs as 499: nobody waits for this answer any more.
    static let abandoned = Problem(
        HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request"),
        "request_abandoned",
        Texts.abandoned
    )
    package static let forbidden = Problem(.forbidden, "forbidden", Texts.forbidden)
}

private enum Texts {
    static let notFound = LocalizedText(
        es: "No existe lo que buscas. Revisa la dirección.",
        en: "There is nothing at this address. Check it."
    )
    static let methodNotAllowed = LocalizedText(
        es: "Esta dirección no admite esa operación.",
        en: "This address does not support that operation."
    )
    static let tooLarge = LocalizedText(
        es: "Lo enviado supera el tamaño permitido. Envía menos contenido.",
        en: "What was sent is larger than allowed. Send less."
    )
    static let unsupportedMediaType = LocalizedText(
        es: "El tipo de contenido no se admite. Envía JSON.",
        en: "The content type is not supported. Send JSON."
    )
    static let invalidRequest = LocalizedText(
        es: "La solicitud no es válida. Revisa lo enviado.",
        en: "The request is not valid. Check what was sent."
    )
    static let invalidBody = LocalizedText(
        es: "El contenido enviado no es JSON válido o le faltan datos. Revisa los campos.",
        en: "The content sent is not valid JSON or lacks data. Check the fields."
    )
    static let internalError = LocalizedText(
        es: "Algo falló en el servidor. Inténtalo de nuevo; si continúa, avisa a quien administra el sistema.",
        en: "Something failed on the server. Try again; if it goes on, tell your administrator."
    )
    static let abandoned = LocalizedText(
        es: "La solicitud se interrumpió. Inténtalo de nuevo.",
        en: "The request was interrupted. Try again."
    )
    static let unauthenticated = LocalizedText(
        es: "Inicia sesión para continuar.",
        en: "Sign in to continue."
    )
    static let forbidden = LocalizedText(
        es: "No tienes permiso para ver esto. Si lo necesitas, pídelo a quien administra el sistema.",
        en: "You are not allowed to see this. If you need it, ask your administrator."
    )
}
