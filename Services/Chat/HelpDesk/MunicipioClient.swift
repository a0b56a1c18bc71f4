import AsyncHTTPClient
import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// How chat asks municipio, in the name of whoever asks it.
struct MunicipioClient: Sendable {
    /// municipio can't be reached, or didn't understand.
    struct Away: Error {}

    let url: String
    let client: HTTPClient
    let tokens: TokenSigner

    private static let patience = TimeAmount.seconds(5)
    private static let largest = 4 << 20

    struct Question: Encodable {
        let text: String
        let code: String?
        let country: String?
    }

    /// All that is known of a question. Throws `HelpDeskError.unknownPlace`, or `Away`.
    func consult(_ question: Question, for context: AuthenticatedContext) async throws -> Consultation {
        let answer = try await send(.POST, "consultations", question, for: context)
        switch answer.status {
        case .notFound: throw HelpDeskError.unknownPlace
        case .badRequest: throw HelpDeskError.empty
        default: break
        }
        guard answer.status == .ok, let known = try? WireJSON.decoder().decode(Consultation.self, from: answer.body)
        else { throw Away() }
        return known
    }

    /// Tells of a question that nothing was known to answer with. It may be lost: the citizen has their answer.
    func note(unanswered text: String, for context: AuthenticatedContext) async {
        _ = try? await send(.POST, "unanswered", ["text": text], for: context)
    }

    struct NewTicket: Encodable {
        struct Turn: Encodable {
            let role: String
            let text: String
            let at: Date
        }

        let message: String
        let contact: String?
        let municipality: String?
        let country: String?
        let conversation: [Turn]?
    }

    /// municipio's own answer, a refusal too.
    func open(_ ticket: NewTicket, for context: AuthenticatedContext) async throws -> Response {
        try await pass(send(.POST, "tickets", ticket, for: context))
    }

    func tickets(for context: AuthenticatedContext) async throws -> Response {
        try await pass(send(.GET, "tickets", String?.none, for: context))
    }

    private struct Answer {
        let status: HTTPResponseStatus
        let contentType: String
        let body: ByteBuffer
    }

    private func pass(_ answer: Answer) throws -> Response {
        guard answer.status.code < 500 else { throw HelpDeskError.municipioAway }
        return Response(
            status: HTTPResponse.Status(code: Int(answer.status.code)),
            headers: [.contentType: answer.contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: answer.body)
        )
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: (some Encodable)?,
        for context: AuthenticatedContext
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "\(url)/internal/\(path)")
        request.method = method
        let token = try await tokens.serviceToken(for: "municipio", actingFor: context.principal)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "accept-language", value: context.language.rawValue)
        for header in context.trace.headers { request.headers.add(name: header.name, value: header.value) }
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: try WireJSON.encoder().encode(body)))
        }
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            return Answer(
                status: response.status,
                contentType: response.headers.first(name: "content-type") ?? "application/json",
                body: try await response.body.collect(upTo: Self.largest)
            )
        } catch {
            try Task.checkCancellation()
            throw Away()
        }
    }
}
