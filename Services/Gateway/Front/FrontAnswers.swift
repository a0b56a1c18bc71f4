import Daemon
import Foundation
import HTTPTypes
import NIOCore
import Relay
import SuiteProtocol

/// What the front says itself: problems, with the headers that every answer of ours has.
struct FrontAnswers: Sendable {
    let origins: OriginPolicy

    func problem(_ problem: Problem, to head: RequestHead, _ tags: RequestTags, _ style: ErrorStyle) -> CannedResponse {
        var response = response(
            problem,
            requestID: tags.requestID,
            language: Language(acceptLanguage: head.fields[.acceptLanguage]),
            style
        )
        if let sharing = origins.lines(for: head) { response.fields.add(sharing) }
        return response
    }

    /// To a request of which nothing is known.
    func problem(_ problem: Problem) -> CannedResponse {
        let requestID = TraceContext().requestID
        var response = response(problem, requestID: requestID, language: .es, .problem)
        response.fields.add("x-request-id", requestID)
        return response
    }

    private func response(
        _ problem: Problem,
        requestID: String,
        language: Language,
        _ style: ErrorStyle
    ) -> CannedResponse {
        let body =
            switch style {
            case .problem: problem.encoded(requestID: requestID, language: language)
            case .openai: OpenAIError(problem, language).encoded()
            }
        var response = CannedResponse(status: problem.status.code, body: ByteBuffer(bytes: body))
        response.fields = SecurityHeaders.standard
        response.fields.add("content-type", style == .problem ? "application/problem+json" : "application/json")
        response.fields.add("cache-control", "no-store")
        for field in problem.headers { response.fields.add(field.name.canonicalName, field.value) }
        return response
    }
}

/// The error body of OpenAI's API.
private struct OpenAIError: Encodable {
    struct Details: Encodable {
        let message: String
        let type: String
        let code: String
    }

    let error: Details

    init(_ problem: Problem, _ language: Language) {
        let type =
            switch problem.status.code {
            case 401: "authentication_error"
            case 403: "permission_error"
            case 429: "rate_limit_error"
            case 400..<500: "invalid_request_error"
            default: "server_error"
            }
        error = Details(message: problem.detail[language], type: type, code: problem.code)
    }

    func encoded() -> Data {
        (try? WireJSON.encoder().encode(self)) ?? Data("{}".utf8)
    }
}
