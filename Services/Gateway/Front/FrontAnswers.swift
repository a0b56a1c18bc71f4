import Daemon
import Foundation
import HTTPTypes
import NIOCore
import Relay
import SuiteProtocol

/// What the front says itself: problems, with the headers that every answer of ours has.
struct FrontAnswers: Sendable {
    let origins: OriginPolicy

    func problem(_ problem: Problem, to head: RequestHead, _ tags: RequestTags, _ dialect: ErrorDialect)
        -> CannedResponse
    {
        var response = response(
            problem,
            requestID: tags.requestID,
            language: Language(acceptLanguage: head.fields[.acceptLanguage]),
            dialect
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
        _ dialect: ErrorDialect
    ) -> CannedResponse {
        var response = CannedResponse(
            status: problem.status.code,
            body: ByteBuffer(bytes: dialect.encode(problem, requestID: requestID, language: language))
        )
        response.fields = SecurityHeaders.standard
        response.fields.add("content-type", dialect.contentType)
        response.fields.add("cache-control", "no-store")
        for field in problem.headers { response.fields.add(field.name.canonicalName, field.value) }
        return response
    }
}
