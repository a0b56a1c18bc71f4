import AsyncHTTPClient
import Daemon
import Foundation
import Identity
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// What chat doesn't do, however often it is asked.
enum ChatRefusal: Error {
    /// Its student has deleted it.
    case conversationGone
    /// The assistant answers in it, or somebody else.
    case notTakenOver
}

/// Asks chat for messages, and tells it who answers.
struct ChatClient: Sendable {
    private static let patience = TimeAmount.seconds(5)
    private static let largest = 4 << 20

    struct Message: Decodable, Sendable {
        let id: String
        let conversationID: String
        let owner: String
        let text: String
    }

    let url: String
    let client: HTTPClient
    let tokens: TokenSigner

    /// Nil for a message that isn't there any more. Throws `ServiceAway`.
    func message(_ id: String) async throws -> Message? {
        let answer = try await send(.GET, "messages/\(id)", String?.none, for: nil)
        switch answer.status {
        case .notFound, .gone: return nil
        case .ok: break
        default: throw ServiceAway()
        }
        guard let message = try? WireJSON.decoder().decode(Message.self, from: answer.body) else { throw ServiceAway() }
        return message
    }

    /// Has the tutor answer, and nobody else. Throws `ServiceAway` where chat didn't say that it does so.
    ///
    /// - Returns: the newest message at that moment.
    func handOver(_ conversationID: String, to tutor: Principal) async throws -> String? {
        let change = ResponderChange(
            responder: "tutor",
            tutor: .init(id: tutor.subject, name: tutor.name),
            reason: nil
        )
        let answer = try await send(.PUT, "conversations/\(conversationID)/responder", change, for: tutor)
        if answer.status == .notFound { throw ChatRefusal.conversationGone }
        guard (200..<300).contains(answer.status.code),
            let taken = try? WireJSON.decoder().decode(Taken.self, from: answer.body)
        else { throw ServiceAway() }
        return taken.lastMessageID
    }

    /// Has the assistant answer again; a conversation that is gone needs nobody.
    ///
    /// - Parameter isUnanswered: the student waits for somebody who isn't there: they are shown whom they can call.
    func giveBack(_ conversationID: String, by tutor: Principal?, isUnanswered: Bool = false) async throws {
        let change = ResponderChange(responder: "assistant", tutor: nil, reason: isUnanswered ? "unanswered" : nil)
        let answer = try await send(.PUT, "conversations/\(conversationID)/responder", change, for: tutor)
        guard (200..<300).contains(answer.status.code) || answer.status == .notFound else { throw ServiceAway() }
    }

    /// Says that a person has ended a student's episode, wherever they wrote.
    func endEpisode(of student: String) async throws {
        let answer = try await send(.DELETE, "students/\(student)/episode", String?.none, for: nil)
        guard (200..<300).contains(answer.status.code) else { throw ServiceAway() }
    }

    /// chat's own answer. Throws `ChatRefusal`, or `ServiceAway`.
    func write(_ text: String, in conversationID: String, by tutor: Principal) async throws -> JSONValue {
        let words = TutorMessage(tutor: .init(id: tutor.subject, name: tutor.name), text: text)
        let answer = try await send(.POST, "conversations/\(conversationID)/messages", words, for: tutor)
        if answer.status == .notFound { throw ChatRefusal.conversationGone }
        if answer.status == .conflict { throw ChatRefusal.notTakenOver }
        guard (200..<300).contains(answer.status.code) else { throw ServiceAway() }
        return try JSONDecoder().decode(JSONValue.self, from: answer.body)
    }

    /// What was written after a message, oldest first. Throws `ChatRefusal`, or `ServiceAway`.
    func messages(of conversationID: String, after id: String, limit: Int, for tutor: Principal) async throws
        -> JSONValue
    {
        let path = "conversations/\(conversationID)/messages?after=\(id)&limit=\(limit)"
        let answer = try await send(.GET, path, String?.none, for: tutor)
        if answer.status == .notFound { throw ChatRefusal.conversationGone }
        guard answer.status == .ok else { throw ServiceAway() }
        return try JSONDecoder().decode(JSONValue.self, from: answer.body)
    }

    private struct Taken: Decodable {
        let lastMessageID: String?
    }

    private struct Tutor: Encodable {
        let id: String
        let name: String
    }

    private struct ResponderChange: Encodable {
        let responder: String
        let tutor: Tutor?
        let reason: String?
    }

    private struct TutorMessage: Encodable {
        let tutor: Tutor
        let text: String
    }

    private struct Answer {
        let status: HTTPResponseStatus
        let body: ByteBuffer
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: (some Encodable)?,
        for principal: Principal?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "\(url)/internal/\(path)")
        request.method = method
        let token = try await tokens.serviceToken(for: "chat", actingFor: principal)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: try WireJSON.encoder().encode(body)))
        }
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            return Answer(status: response.status, body: try await response.body.collect(upTo: Self.largest))
        } catch {
            try Task.checkCancellation()
            throw ServiceAway()
        }
    }
}
