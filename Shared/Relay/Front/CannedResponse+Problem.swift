import Daemon
import FoundationEssentials
import HTTPTypes
import NIOCore

extension CannedResponse {
    /// A problem as every daemon tells it (RFC 9457).
    package init(_ problem: Problem, requestID: String, language: Language) {
        self.init(
            status: problem.status.code,
            fields: [("content-type", "application/problem+json"), ("cache-control", "no-store")],
            body: ByteBuffer(bytes: problem.encoded(requestID: requestID, language: language))
        )
        for field in problem.headers { fields.add(field.name.rawName, field.value) }
    }
}
