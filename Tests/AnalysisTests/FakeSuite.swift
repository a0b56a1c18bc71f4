import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

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

    private func messages(of conversation: String) throws -> Data {
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

    private func hand(_ conversation: String, _ body: String) throws -> HTTPResponse.Status {
        let change = try JSONDecoder().decode(Change.self, from: Data(body.utf8))
        guard !isChatAway, !(refusesTutors && change.responder == "tutor") else { return .serviceUnavailable }
        responders[conversation] = change.responder
        if change.reason == "unanswered" { unanswered.append(conversation) }
        return .ok
    }

    private struct Words: Decodable {
        let text: String
    }

    private func write(_ body: String) throws -> Data? {
        guard !isChatAway else { return nil }
        let words = try JSONDecoder().decode(Words.self, from: Data(body.utf8))
        written.append(words.text)
        return try JSONSerialization.data(withJSONObject: ["id": "m\(written.count)", "text": words.text])
    }

    private func end(_ conversation: String) -> HTTPResponse.Status {
        guard !isChatAway else { return .serviceUnavailable }
        endedEpisodes.append(conversation)
        return .noContent
    }

    /// - Parameter body: is given the address where both listen.
    nonisolated func run<Value: Sendable>(
        _ body: @escaping @Sendable (_ url: String) async throws -> Value
    ) async throws -> Value {
        let ports = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { ports.continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "suite", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let group = ServiceGroup(configuration: .init(services: [application], logger: application.logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.stream.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let result: Result<Value, any Error>
            do {
                result = .success(try await body("http://127.0.0.1:\(port)"))
            } catch {
                result = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
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
        router.put("internal/conversations/:id/responder") { request, context -> HTTPResponse.Status in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            return try await self.hand(context.parameters.require("id"), body)
        }
        router.post("internal/conversations/:id/messages") { request, _ -> Response in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
            guard let json = try await self.write(body) else { return Response(status: .serviceUnavailable) }
            return Self.answer(json, .created)
        }
        router.get("internal/conversations/:id/messages") { request, context -> Response in
            guard await !self.isChatAway else { return Response(status: .serviceUnavailable) }
            // What was written before somebody stepped in.
            let isWhole = request.uri.queryParameters.get("after") == ""
            return Self.answer(try await self.messages(of: isWhole ? context.parameters.require("id") : ""))
        }
        router.delete("internal/conversations/:id/episode") { _, context -> HTTPResponse.Status in
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
