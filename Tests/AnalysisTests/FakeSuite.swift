import DaemonTesting
import Foundation
import Hummingbird
import NIOCore
import SuiteProtocol

/// A chat with the messages that a test writes, and a gateway with the people that it names.
actor FakeSuite {
    struct Person {
        var name: String
        var email: String?
        var roles: [String]
        var tutors: [String] = []
        var students: [String] = []
        var withheld: [String] = []
    }

    private struct Message {
        let text: String
        let student: String
        let conversation: String
    }

    private let clock: TestClock
    /// How far chat's clock is ahead of analysis', in seconds.
    private var ahead = 0.0
    /// Conversations that their students have deleted.
    private var gone: Set<String> = []
    /// Nothing of chat answers.
    var isChatAway = false
    /// Chat refuses whoever wants to take a conversation over.
    var refusesTutors = false
    private(set) var responders: [String: String] = [:]
    /// Conversations that were given back since nobody answered.
    private(set) var unanswered: [String] = []
    private(set) var written: [String] = []
    private(set) var endedEpisodes: [String] = []
    private var people: [String: Person] = [:]
    private var messages: [String: Message] = [:]

    init(_ clock: TestClock) { self.clock = clock }

    /// As chat's clock shows it.
    var now: Date { clock.now.addingTimeInterval(ahead) }

    func setAhead(_ seconds: Double) { ahead = seconds }
    func delete(_ conversation: String) { gone.insert(conversation) }
    func add(_ person: Person, id: String) { people[id] = person }
    func remove(_ id: String) { people[id] = nil }
    func setChatAway(_ isAway: Bool) { isChatAway = isAway }
    func setRefusesTutors(_ refuses: Bool) { refusesTutors = refuses }

    func keep(_ text: String, id: String, by student: String, in conversation: String) {
        messages[id] = Message(text: text, student: student, conversation: conversation)
    }

    private func person(_ id: String) throws -> Data? {
        try people[id].map { person in
            var fields: [String: Any] = [
                "name": person.name, "roles": person.roles, "withheld": person.withheld, "groups": [String](),
                "tutors": person.tutors, "students": person.students,
            ]
            fields["email"] = person.email
            return try JSONSerialization.data(withJSONObject: fields)
        }
    }

    private func messages(of conversation: String) throws -> Data? {
        guard !gone.contains(conversation) else { return nil }
        let items = messages.filter { $0.value.conversation == conversation }.sorted { $0.key < $1.key }
        return try JSONSerialization.data(
            withJSONObject: ["items": items.map { ["id": $0.key, "role": "user", "text": $0.value.text] }]
        )
    }

    private func message(_ id: String) throws -> Data? {
        try messages[id].map { message in
            try JSONSerialization.data(
                withJSONObject: [
                    "id": id, "conversation_id": message.conversation, "owner": message.student, "assistant": "tutor",
                    "text": message.text, "created_at": "2026-11-21T10:00:00.000Z", "responder": "assistant",
                ]
            )
        }
    }

    private struct Change: Decodable {
        let responder: String
        let reason: String?
    }

    private func hand(_ conversation: String, _ body: String) throws -> Response {
        let change = try JSONDecoder().decode(Change.self, from: Data(body.utf8))
        guard !isChatAway, !(refusesTutors && change.responder == "tutor") else {
            return Response(status: .serviceUnavailable)
        }
        guard !gone.contains(conversation) else { return Response(status: .notFound) }
        responders[conversation] = change.responder
        if change.reason == "unanswered" { unanswered.append(conversation) }
        let last = messages.filter { $0.value.conversation == conversation }.keys.max()
        return Self.answer(try JSONEncoder().encode(["last_message_id": last]))
    }

    private struct Words: Decodable {
        let text: String
    }

    private func write(_ body: String, in conversation: String) throws -> Response {
        guard !isChatAway else { return Response(status: .serviceUnavailable) }
        guard !gone.contains(conversation) else { return Response(status: .notFound) }
        guard responders[conversation] == "tutor" else { return Response(status: .conflict) }
        let words = try JSONDecoder().decode(Words.self, from: Data(body.utf8))
        written.append(words.text)
        return Self.answer(try JSONEncoder().encode(["id": newID(at: now), "text": words.text]), .created)
    }

    private func end(_ student: String) -> HTTPResponse.Status {
        guard !isChatAway else { return .serviceUnavailable }
        endedEpisodes.append(student)
        return .noContent
    }

    /// - Parameter body: is given the address where both listen.
    nonisolated func run<Value: Sendable>(
        _ body: @escaping @Sendable (_ url: String) async throws -> Value
    ) async throws -> Value {
        try await LocalServer.run(router(), body)
    }

    private nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("internal/people/:id") { _, context -> Response in
            Self.answer(try await self.person(context.parameters.require("id")))
        }
        router.get("internal/messages/:id") { _, context -> Response in
            guard await !self.isChatAway else { return Response(status: .serviceUnavailable) }
            return Self.answer(try await self.message(context.parameters.require("id")))
        }
        router.put("internal/conversations/:id/responder") { request, context -> Response in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            return try await self.hand(context.parameters.require("id"), body)
        }
        router.post("internal/conversations/:id/messages") { request, context -> Response in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            return try await self.write(body, in: context.parameters.require("id"))
        }
        router.get("internal/conversations/:id/messages") { request, context -> Response in
            guard await !self.isChatAway else { return Response(status: .serviceUnavailable) }
            // What was written before somebody stepped in.
            let isWhole = request.uri.queryParameters.get("after") == ""
            return Self.answer(try await self.messages(of: isWhole ? context.parameters.require("id") : ""))
        }
        router.delete("internal/students/:id/episode") { _, context -> HTTPResponse.Status in
            try await self.end(context.parameters.require("id"))
        }
        return router
    }

    private static func answer(_ json: Data?, _ status: HTTPResponse.Status = .ok) -> Response {
        guard let json else { return Response(status: .notFound) }
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: json))
        )
    }
}
