import DaemonTesting
import Foundation
import Identity
import Persistence
import SuiteProtocol
import Testing

/// A report as a screen sees it.
struct SeenReport: Decodable, Sendable {
    struct Sentence: Decodable, Sendable {
        let id: String
        let text: String
        let messageIDs: [String]
        let editedText: String?

        private enum CodingKeys: String, CodingKey {
            case id, text, editedText
            case messageIDs = "messageIds"
        }
    }

    struct Figures: Decodable, Sendable {
        let messages: Int
        let students: Int
    }

    struct Signer: Decodable, Sendable {
        let id: String?
        let name: String?
    }

    let id: String
    let state: String
    let progress: Int
    let name: String?
    let sentences: [Sentence]
    let figures: Figures?
    let signedBy: Signer?
}

extension ReportFixture {
    /// When the messages of a test were written.
    static let day = Date(timeIntervalSince1970: 1_793_000_000)

    func send(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        as id: String? = nil,
        _ role: Role = .tutor,
        language: String = "es"
    ) async throws -> TestResponse {
        let principal = Principal(
            subject: id ?? school.tutor,
            name: "Persona de ejemplo",
            roles: [role],
            groups: (id ?? school.tutor) == school.tutor ? [school.group] : []
        )
        let token = try await TokenSigner(product: "gateway", key: identity.gatewayKey).accessToken(for: principal)
        return try await daemon.send(
            method,
            "/api/reports\(path)",
            token: token,
            headers: ["accept-language": language],
            body: body
        )
    }

    func request(_ scope: String, _ id: String, language: String = "es") async throws -> String {
        let response = try await send("POST", "", Self.wanted(scope, id), language: language)
        try #require(response.status == 202, "\(response.body)")
        return try response.decode(Job.self, by: WireJSON.decoder()).id
    }

    static func wanted(_ scope: String, _ id: String) -> String {
        let (from, to) = (
            WireJSON.day(day.addingTimeInterval(-86_400)), WireJSON.day(day.addingTimeInterval(30 * 86_400))
        )
        return #"{"scope": "\#(scope)", "id": "\#(id)", "from": "\#(from)", "to": "\#(to)"}"#
    }

    /// Once it is made.
    func done(_ id: String) async throws -> SeenReport {
        for _ in 0..<500 {
            let response = try await send("GET", "/\(id)")
            try #require(response.status == 200, "\(response.body)")
            let report = try response.decode(SeenReport.self, by: WireJSON.decoder())
            if ["done", "failed"].contains(report.state) { return report }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NotMade()
    }

    struct NotMade: Error {}

    private struct Job: Decodable {
        let id: String
    }

    /// A message as it was read. Returns its id.
    @discardableResult
    func analyse(
        _ emotion: String?,
        of student: String,
        day: Int = 0,
        conversation: String,
        tier: Int = 0
    ) async throws -> String {
        let at = Self.day.addingTimeInterval(Double(day) * 86_400)
        let id = newID(at: at)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO analyses (message_id, conversation_id, student, created_at, analyzed_at, emotion, certain,
                    style, tier)
                VALUES (\(id), \(conversation), \(student), \(at), \(at), \(emotion ?? "neutral"), \(emotion != nil),
                    'assertive', \(tier))
                """
            )
        }
        return id
    }

    /// What waits for the audit, in its order.
    func auditActions() async throws -> [String] {
        let pending = try await database.read { try Outbox.pending(of: EventType.auditRecorded.stream, in: $0) }
        return try pending.map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data.action }
    }
}
