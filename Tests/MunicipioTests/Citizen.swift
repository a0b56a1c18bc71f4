import DaemonTesting
import Foundation
import Identity
import SuiteProtocol

/// Somebody for whom chat asks: a visitor, or a person with an account.
struct Citizen: Sendable {
    let daemon: RunningDaemon
    let id: String
    let token: String

    init(_ municipio: MunicipioFixture, id: String = "visitor:\(newID())") async throws {
        daemon = municipio.daemon
        self.id = id
        let kind: Principal.Kind = id.hasPrefix("visitor:") ? .anonymous : .person
        token = try await municipio.identity.serviceToken(
            for: "municipio",
            actingFor: Principal(subject: id, name: "Vecina de ejemplo", roles: [], kind: kind)
        )
    }

    func post(_ path: String, _ json: String) async throws -> TestResponse {
        try await daemon.post("/internal/\(path)", json: json, token: token)
    }

    /// Returns the number that the citizen is told.
    func leave(_ message: String, contact: String? = nil) async throws -> String {
        let json = try Self.json(["message": message, "contact": contact])
        let receipt: SeenReceipt = try await post("tickets", json).decode(by: WireJSON.decoder())
        return receipt.number
    }

    func numbers() async throws -> [String] {
        let list: SeenReceipts = try await daemon.get("/internal/tickets", token: token).decode(by: WireJSON.decoder())
        return list.items.map(\.number)
    }

    /// Says that nothing was known to answer this with.
    func wonder(_ text: String) async throws -> Int {
        try await post("unanswered", Self.json(["text": text])).status
    }

    func consult(_ text: String, code: String? = nil) async throws -> SeenConsultation {
        try await post("consultations", Self.json(["text": text, "code": code])).decode(by: WireJSON.decoder())
    }

    static func json(_ fields: [String: String?]) throws -> String {
        let data = try JSONSerialization.data(withJSONObject: fields.compactMapValues { $0 })
        return String(decoding: data, as: UTF8.self)
    }
}

extension Clerk {
    /// - Parameter json: sent as it is.
    func send(_ method: String, _ path: String, json: String) async throws -> TestResponse {
        try await daemon.send(method, "/api/municipios/\(path)", token: token, body: json)
    }

    func approve(_ title: String, _ answer: String, questions: [String] = []) async throws -> SeenTopic {
        let fields: [String: Any] = ["title": title, "kind": "other", "answer": answer, "questions": questions]
        let json = String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        return try await send("POST", "topics", json: json).decode(by: WireJSON.decoder())
    }

    func topics() async throws -> [SeenTopic] { try await get("topics", as: SeenTopics.self).items }
    func inbox(_ query: String = "") async throws -> SeenInbox { try await get("tickets\(query)") }

    func unanswered(_ query: String = "") async throws -> SeenUnanswered { try await get("unanswered\(query)") }
}

struct SeenTopic: Decodable, Equatable {
    let id: String
    let title: String
    let kind: String
    let questions: [String]?
    let answer: String
    let example: Bool
    let version: Int
    let updatedAt: String
    let updatedBy: SeenOffice.Person?
}

struct SeenTopics: Decodable {
    let items: [SeenTopic]
}

struct SeenTopicHistory: Decodable {
    struct Version: Decodable {
        let version: Int
        let change: String
        let by: SeenOffice.Person?
        let title: String
        let answer: String
    }

    let items: [Version]
}

struct SeenReceipt: Decodable {
    let number: String
    let state: String
}

struct SeenReceipts: Decodable {
    let items: [SeenReceipt]
}

struct SeenInbox: Decodable {
    struct Item: Decodable {
        let id: String
        let number: String
        let state: String
        let message: String
        let handledBy: SeenOffice.Person?
    }

    let items: [Item]
    let next: String?
    let counts: [String: Int]
}

struct SeenTicket: Decodable {
    struct Turn: Decodable, Equatable {
        let role: String
        let text: String
    }

    struct Note: Decodable {
        let by: SeenOffice.Person?
        let text: String
    }

    let id: String
    let number: String
    let state: String
    let municipality: SeenOffice.Municipality?
    let message: String
    let contact: String?
    let conversation: [Turn]
    let notes: [Note]
    let handledBy: SeenOffice.Person?
}

struct SeenUnanswered: Decodable {
    struct Group: Decodable {
        let id: String
        let example: String
        let count: Int
        let variants: [String]
    }

    let items: [Group]
    let next: String?
}

struct SeenConsultation: Decodable {
    struct Place: Decodable { let name: String }

    struct Hit: Decodable {
        let topic: SeenTopic
        let score: Double
    }

    struct Mention: Decodable { let text: String }

    let search: Found
    let places: [Mention]
    let place: Place?
    let offices: [SeenOffice]
    let topics: [Hit]
}
