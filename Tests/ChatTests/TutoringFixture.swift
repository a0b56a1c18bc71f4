import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// A chat daemon beside an analysis, a student who talks with the companion, and a tutor.
struct TutoringFixture: Sendable {
    let chat: ChatFixture
    let analysis: FakeAnalysis
    let student = newID()
    let tutor = newID()

    /// - Parameters:
    ///   - router: where the models are; `nil` is an address where nobody listens.
    ///   - folder: of assistants; nil takes the shipped ones.
    static func run(
        router: String? = nil,
        on engine: TestDatabase = .sqlite,
        analysis: FakeAnalysis = FakeAnalysis(),
        settings: [String: String] = [:],
        home: String? = nil,
        _ body: @escaping @Sendable (TutoringFixture) async throws -> Void
    ) async throws {
        try await analysis.run { url in
            let settings = settings.merging(["ANALYSIS_URL": url]) { $1 }
            try await ChatFixture.run(router: router, on: engine, settings: settings, home: home) { chat in
                try await body(TutoringFixture(chat: chat, analysis: analysis))
            }
        }
    }

    func token() async throws -> String { try await chat.identity.token(subject: student, roles: [.student]) }

    /// The events of a message to the companion, to their end.
    func say(
        _ message: String,
        in conversation: String? = nil,
        more: [String: Any] = [:]
    ) async throws -> [EventReader.Event] {
        var fields: [String: Any?] = ["message": message, "assistant": "tutor", "conversation_id": conversation]
        for (name, value) in more { fields[name] = value }
        return try await chat.stream(fields, token: try await token()).rest()
    }

    /// Begins a conversation.
    func begin(_ message: String = "Hola, ¿me ayudas a estudiar?") async throws -> String {
        try #require(try await say(message).first?.data.conversationID)
    }

    /// What analysis sends, in the tutor's name.
    func send(_ method: String, _ path: String, _ fields: [String: Any]? = nil) async throws -> TestResponse {
        let principal = Principal(subject: tutor, name: "Marta Ruiz", roles: [.tutor])
        let token = try await TokenSigner(product: "analysis", key: chat.identity.analysisKey)
            .serviceToken(for: "chat", actingFor: principal)
        let body = try fields.map { try ChatFixture.json($0) }
        return try await chat.daemon.send(method, "/internal/\(path)", token: token, body: body)
    }

    func take(_ conversation: String) async throws -> TestResponse {
        let fields: [String: Any] = ["responder": "tutor", "tutor": ["id": tutor]]
        return try await send("PUT", "conversations/\(conversation)/responder", fields)
    }

    func giveBack(_ conversation: String) async throws -> TestResponse {
        try await send("PUT", "conversations/\(conversation)/responder", ["responder": "assistant"])
    }

    func write(_ text: String, in conversation: String) async throws -> TestResponse {
        try await send("POST", "conversations/\(conversation)/messages", ["tutor": ["id": tutor], "text": text])
    }

    func history(_ conversation: String) async throws -> History {
        try await chat.history(conversation, token: try await token())
    }

    static let danger = "no puedo más me voy a matar"
    static let models = ["general-chat"]
    static let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "40"]
}
