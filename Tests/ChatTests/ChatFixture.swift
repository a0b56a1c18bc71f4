import Chat
import AsyncHTTPClient
import CoreMetrics
import DaemonTesting
import Foundation
import Identity
import Logging
import Persistence
import SuiteProtocol

/// A chat daemon with a simulated model as its inference-router.
struct ChatFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity
    let settings: [String: String]

    /// - Parameters:
    ///   - router: where the models are; `nil` is an address where nobody listens.
    ///   - settings: more of the environment.
    static func run<Value: Sendable>(
        router: String?,
        on engine: TestDatabase = .sqlite,
        settings: [String: String] = [:],
        home: String? = nil,
        _ body: @escaping @Sendable (ChatFixture) async throws -> Value
    ) async throws -> Value {
        try await engine.withDaemonDatabase { databaseURL in
            let identity = TestIdentity()
            var variables = settings
            variables["CHAT_PORT"] = "0"
            variables["INFERENCE_ROUTER_URL"] = router ?? "http://127.0.0.1:9"
            variables["CHAT_ASSISTANTS"] = settings["CHAT_ASSISTANTS"] ?? Repository.path("Services/Chat/Assistants")
            variables["CHAT_VOCABULARY"] = settings["CHAT_VOCABULARY"] ?? Repository.path("Services/Chat/Vocabulary")
            variables["CHAT_OPENAPI"] = Repository.path("Services/Chat/openapi.yaml")
            if let databaseURL { variables["CHAT_DATABASE_URL"] = databaseURL }
            let settings = variables
            return try await RunningDaemon.run(
                settings: settings,
                home: home,
                build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
                { try await body(ChatFixture(daemon: $0, identity: identity, settings: settings)) }
            )
        }
    }

    /// Asks without a stream.
    func ask(_ message: String, in conversation: String? = nil, token: String) async throws -> TestResponse {
        try await daemon.post(
            "/api/chat",
            json: Self.json(["message": message, "conversation_id": conversation, "stream": false]),
            token: token
        )
    }

    /// Opens a stream, and reads its events as they come.
    func stream(_ fields: [String: Any?], token: String) async throws -> EventReader {
        let response = try await daemon.open("POST", "/api/chat", token: token, body: Self.json(fields))
        return EventReader(response.body)
    }

    /// A second daemon on the same database and home, as a replica is.
    func withReplica<Value: Sendable>(
        router: String,
        _ body: @escaping @Sendable (ChatFixture) async throws -> Value
    ) async throws -> Value {
        let identity = identity
        return try await RunningDaemon.run(
            settings: settings.merging(["INFERENCE_ROUTER_URL": router]) { $1 },
            home: daemon.home,
            build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
            { try await body(ChatFixture(daemon: $0, identity: identity, settings: settings)) }
        )
    }

    /// The daemon's database, beside the daemon.
    func withDatabase<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (Database) async throws -> Value
    ) async throws -> Value {
        let database = try await Database(
            url: settings["CHAT_DATABASE_URL"] ?? "sqlite:\(daemon.home)/data/chat.sqlite",
            schema: "chat",
            migrations: ConversationStore.migrations,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(database))
        } catch {
            result = .failure(error)
        }
        await database.close()
        return try result.get()
    }

    /// What waits for the audit, in its order.
    func auditEntries() async throws -> [AuditEntry] {
        try await withDatabase { database in
            try await database.read { try Outbox.pending(of: EventType.auditRecorded.stream, in: $0) }
                .map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data }
        }
    }

    /// Goes on reading an answer.
    func resume(_ generation: String, after id: String?, token: String) async throws -> EventReader {
        let response = try await daemon.open(
            "GET",
            "/api/generations/\(generation)/stream",
            token: token,
            headers: id.map { ["last-event-id": $0] } ?? [:],
            body: nil
        )
        return EventReader(response.body)
    }

    /// The status of a request without a content that matters.
    func status(_ method: String, _ path: String, _ token: String, body: String? = nil) async throws -> Int {
        try await daemon.send(method, path, token: token, body: body).status
    }

    func history(_ conversation: String, token: String) async throws -> History {
        try await daemon.get("/api/history/\(conversation)", token: token).decode(by: WireJSON.decoder())
    }

    static func json(_ fields: [String: Any?]) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: fields.compactMapValues { $0 })
        return String(decoding: data, as: UTF8.self)
    }
}

struct History: Decodable {
    struct Message: Decodable {
        let id: String
        let role: String
        let text: String
        let status: String
        let model: String?
        let endpoint: String?
        let leftInstitution: Bool?
        let safety: EventReader.SafetySeen?
        let entities: [EventReader.EntitySeen]
        let images: [Image]
        let feedback: Feedback?
        let help: Help?
        let tutor: Tutor?
    }

    struct Help: Decodable {
        let tier: Int
        let text: String
        let lines: [EventReader.HelpLineSeen]
    }

    struct Tutor: Decodable, Equatable {
        let id: String
        let name: String?
    }

    struct Image: Decodable, Equatable {
        let id: String
        let type: String
        let width: Int
        let height: Int
    }

    struct Feedback: Decodable {
        let reason: String
        let comment: String?
    }

    let id: String
    let title: String
    let assistant: String
    let pinned: Bool
    let messages: [Message]
    let earlier: Int?
    let owner: String?
    let openedUntil: Date?
    let responder: String?
    let tutor: Tutor?
    let tone: String?
    let mood: String?
}

struct HistoryList: Decodable {
    struct Item: Decodable {
        let id: String
        let title: String
        let snippet: String
        let pinned: Bool
    }

    let items: [Item]
    let next: String?
}

struct WholeAnswer: Decodable {
    let conversationID: String
    let messageID: String
    let text: String
    let model: String?
}
