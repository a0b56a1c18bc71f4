import DaemonTesting
import Foundation
import Identity
import SuiteProtocol

/// Somebody at a running daemon: a tutor of some students, an administrator, a student.
struct TestTender: Sendable {
    let daemon: RunningDaemon
    let id: String
    let token: String

    /// - Parameter students: whose tutor the gateway says they are.
    init(
        _ analysis: AnalysisFixture,
        role: Role = .tutor,
        students: [String] = [],
        email: String? = nil,
        id: String = newID()
    ) async throws {
        daemon = analysis.daemon
        self.id = id
        token = try await analysis.identity.token(subject: id, roles: [role])
        await analysis.suite.add(
            FakeSuite.Person(name: "Tutora de ejemplo", email: email, roles: [role.rawValue], students: students),
            id: id
        )
    }

    func send(_ method: String, _ path: String, _ fields: [String: Any]? = nil) async throws -> TestResponse {
        let body = try fields.map { fields in
            String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        }
        return try await daemon.send(method, "/api/\(path)", token: token, body: body)
    }

    func get<Value: Decodable>(_ path: String, as type: Value.Type = Value.self) async throws -> Value {
        try await send("GET", path).decode(by: WireJSON.decoder())
    }

    func alerts(_ query: String = "") async throws -> [SeenAlert] {
        try await get("alerts\(query)", as: SeenAlerts.self).items
    }

    func alert(_ id: String) async throws -> SeenDetail { try await get("alerts/\(id)") }
}

/// A student with tutors, whom the gateway knows.
struct TestStudent: Sendable {
    let id = newID()
    let conversation = newID()

    func enrol(_ analysis: AnalysisFixture, tutors: [String], withheld: [String] = []) async {
        await analysis.suite.add(
            FakeSuite.Person(name: "Ana Ejemplo", roles: ["student"], tutors: tutors, withheld: withheld),
            id: id
        )
    }
}

struct SeenPerson: Decodable, Equatable {
    let id: String
    let name: String?
}

struct SeenAlert: Decodable {
    struct Episode: Decodable { let messages: Int }
    struct Tending: Decodable {
        let id: String
        let tutor: SeenPerson
        let relievableAt: Date
    }

    let id: String
    let student: SeenPerson
    let tier: Int
    let category: String?
    let excerpt: String?
    let state: String
    let dueAt: Date?
    let delayS: Double
    let handledBy: SeenPerson?
    let conversationID: String?
    let episode: Episode
    let urgency: Int
    let reason: String
    let askedAt: Date?
    let intervention: Tending?
}

struct SeenAlerts: Decodable {
    let items: [SeenAlert]
    let next: String?
}

struct SeenDetail: Decodable {
    struct Entry: Decodable {
        let action: String
        let reason: String?
    }

    struct Step: Decodable {
        let position: Int
        let person: SeenPerson
    }

    let alert: SeenAlert
    let log: [Entry]
    let steps: [Step]
}

struct SeenIntervention: Decodable {
    struct Note: Decodable {
        let text: String
        let followUpOn: String?
    }

    let id: String
    let state: String
    let notes: [Note]
    let followUpOn: String?
}

struct SeenBoard: Decodable {
    struct Item: Decodable {
        let rule: String
        let why: String
        let raised: Int
        let falseAlarms: Int
        let precision: Double?
    }

    let items: [Item]
}
