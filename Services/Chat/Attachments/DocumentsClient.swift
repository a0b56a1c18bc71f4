import AsyncHTTPClient
import Citations
import Daemon
import FoundationEssentials
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// How chat asks `documents`, in the name of whoever owns a conversation.
struct DocumentsClient: Sendable {
    let url: String
    let client: HTTPClient
    let tokens: TokenSigner

    private static let patience = TimeAmount.seconds(10)
    private static let largest = 4 << 20

    struct Found: Decodable, Sendable {
        let items: [Passage]
        /// Those that the person may still read.
        let collections: [String]
        /// Whether the passages are all that there is, or what a search found.
        let mode: ReadingMode
        /// Some of the documents aren't read to their end yet.
        let isBeingRead: Bool
    }

    struct Passage: Decodable, Sendable {
        let chunkID: Int64
        let documentID: String
        let collectionID: String
        let title: String
        let name: String?
        let url: String?
        let page: Int
        let section: [String]
        let text: String
        let tableHeader: String?
        let highlights: [Source.Span]
        let instructions: [Source.Span]
    }

    /// Passages for a question: all in reading order where a model takes them at once, else the best first.
    ///
    /// - Parameter mode: `.search` for the best only.
    /// - Throws: `AttachmentError.documentsAway`, or `CancellationError`.
    func passages(
        in collections: [String],
        for question: String,
        limit: Int,
        mode: ReadingMode?,
        actingFor principal: Principal,
        trace: TraceContext
    ) async throws -> Found {
        struct Question: Encodable {
            let collections: [String]
            let question: String
            let limit: Int
            let mode: ReadingMode?
        }
        let body = try WireJSON.encoder().encode(
            Question(collections: collections, question: question, limit: limit, mode: mode)
        )
        let answer = try await send(.POST, "passages", body, actingFor: principal, trace: trace)
        guard answer.status == .ok, let found = try? WireJSON.decoder().decode(Found.self, from: answer.body) else {
            throw AttachmentError.documentsAway
        }
        return found
    }

    /// The id of a conversation's private collection, made where there is none.
    func collection(
        ofConversation conversation: String,
        actingFor principal: Principal,
        language: Language,
        trace: TraceContext
    ) async throws -> String {
        struct Collection: Decodable { let id: String }
        let body = try WireJSON.encoder().encode(["conversation_id": conversation])
        let answer = try await send(
            .POST,
            "collections",
            body,
            actingFor: principal,
            language: language,
            trace: trace
        )
        if (400..<500).contains(answer.status.code) { throw AttachmentError.refused }
        guard answer.status.code < 300,
            let made = try? WireJSON.decoder().decode(Collection.self, from: answer.body), isID(made.id)
        else { throw AttachmentError.documentsAway }
        return made.id
    }

    /// Removes the files of a conversation that is gone; none are gone already.
    func removeFiles(ofConversation conversation: String) async throws {
        let answer = try await send(
            .DELETE,
            "conversations/\(conversation)",
            nil,
            actingFor: nil,
            trace: TraceContext()
        )
        guard answer.status.code < 300 || answer.status == .notFound else { throw AttachmentError.documentsAway }
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: Data?,
        actingFor principal: Principal?,
        language: Language = .es,
        trace: TraceContext
    ) async throws -> (status: HTTPResponseStatus, body: ByteBuffer) {
        var request = HTTPClientRequest(url: "\(url)/internal/\(path)")
        request.method = method
        let token = try await tokens.serviceToken(for: "documents", actingFor: principal)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "accept-language", value: language.rawValue)
        for header in trace.headers { request.headers.add(name: header.name, value: header.value) }
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            return (response.status, try await response.body.collect(upTo: Self.largest))
        } catch {
            try Task.checkCancellation()
            throw AttachmentError.documentsAway
        }
    }
}
