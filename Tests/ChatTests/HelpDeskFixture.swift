import AsyncHTTPClient
import DaemonTesting
import Foundation
import Identity
import Persistence
import SuiteProtocol

/// A chat daemon beside a municipio that knows Azul, and citizens who ask it.
struct HelpDeskFixture: Sendable {
    let chat: ChatFixture
    let municipio: FakeMunicipio

    /// - Parameter router: where the models are; `nil` is an address where nobody listens.
    static func run(
        on engine: TestDatabase = .sqlite,
        router: String? = nil,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (HelpDeskFixture) async throws -> Void
    ) async throws {
        let municipio = FakeMunicipio()
        try await municipio.run { url in
            let settings = settings.merging(["MUNICIPIO_URL": url]) { $1 }
            try await ChatFixture.run(router: router, on: engine, settings: settings) { chat in
                try await body(HelpDeskFixture(chat: chat, municipio: municipio))
            }
        }
    }

    /// A token as the gateway gives whoever has no account.
    func visitor() async throws -> String {
        let principal = Principal(subject: "visitor:" + newID(), name: "", roles: [], kind: .anonymous)
        return try await TokenSigner(product: "gateway", key: chat.identity.gatewayKey).accessToken(for: principal)
    }

    func ask(_ prompt: String, in session: String? = nil, token: String) async throws -> HelpDeskSeen {
        let json = try ChatFixture.json(["prompt": prompt, "session_id": session])
        return try await chat.daemon.post("/generate", json: json, token: token).decode(by: WireJSON.decoder())
    }

    func stream(_ prompt: String, in session: String, token: String) async throws -> EventReader {
        let response = try await chat.daemon.open(
            "POST",
            "/generate",
            token: token,
            headers: ["accept": "text/event-stream"],
            body: ChatFixture.json(["prompt": prompt, "session_id": session])
        )
        return EventReader(response.body)
    }

    func history(_ session: String, token: String) async throws -> HelpDeskHistorySeen {
        try await chat.daemon.get("/api/help-desk/history?session_id=\(session)", token: token)
            .decode(by: WireJSON.decoder())
    }

    /// Rows of one of the help desk's tables.
    func count(_ table: String) async throws -> Int {
        try await chat.withDatabase { database in
            try await database.read { db in
                try db.value("SELECT COUNT(*) AS value FROM \(identifier: table)", as: Int.self) ?? 0
            }
        }
    }
}

struct HelpDeskSeen: Decodable {
    struct Municipality: Decodable {
        struct Office: Decodable { let telefono: String? }

        let code: String
        let offices: [Office]
    }

    struct Candidate: Decodable { let code: String }

    let sessionID: String
    let response: String
    let municipio: Municipality?
    let candidates: [Candidate]
    let intent: String
    let unanswered: Bool
}

struct HelpDeskHistorySeen: Decodable {
    struct Turn: Decodable {
        struct Card: Decodable {
            let municipio: HelpDeskSeen.Municipality?
            let intent: String
        }

        let role: String
        let text: String
        let at: Date
        let card: Card?
    }

    let sessionID: String
    let turns: [Turn]
}
