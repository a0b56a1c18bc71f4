import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol
import Testing

/// Things that belong to one person, one of each kind that a path may name.
struct Belongings {
    /// By what the path says before its id.
    private let ids: [String: String]

    /// Paths to one thing, by the kind of thing.
    private static let kinds = [
        "/api/history/", "/api/messages/", "/api/generations/", "/api/media/", "/api/keys/", "/auth/me/sessions/",
        "/api/groups/", "/api/users/", "/api/conversations/",
    ]

    static func kind(of path: String) -> String? { kinds.first { path.hasPrefix($0) } }

    func id(of parameter: String, in path: String) -> String {
        let kind =
            switch parameter {
            case "key": "/api/keys/"
            case "session": "/auth/me/sessions/"
            default: Self.kind(of: path) ?? ""
            }
        return ids[kind] ?? newID()
    }

    static func made(by owner: Caller, in suite: Suite) async throws -> Belongings {
        var ids: [String: String] = [:]
        let asked = try await suite.gateway.post(
            "/api/chat",
            json: #"{"message": "¿Qué es la fiebre?"}"#,
            token: owner.token
        )
        let start = try #require(asked.body.split(separator: "\n").first { $0.hasPrefix("data: ") }, "\(asked.body)")
        let begun = try WireJSON.decoder().decode(Start.self, from: Data(start.dropFirst(6).utf8))
        ids["/api/history/"] = begun.conversationID
        ids["/api/conversations/"] = begun.conversationID
        ids["/api/messages/"] = begun.messageID
        ids["/api/generations/"] = begun.generationID
        ids["/api/media/"] = try await image(owner, suite)
        ids["/api/users/"] = owner.id
        ids["/auth/me/sessions/"] = try await session(of: owner, suite)
        if owner.roles?.allow(.administerUsers) == true {
            let group = try await suite.gateway.post(
                "/api/groups",
                json: #"{"name": "1.º A", "kind": "class"}"#,
                token: owner.token
            )
            ids["/api/groups/"] = try JSONDecoder().decode(Made.self, from: Data(group.body.utf8)).id
        }
        if owner.roles?.allow(.infer) == true {
            let key = try await suite.gateway.post(
                "/api/keys",
                json: #"{"name": "prueba", "scopes": ["inference"]}"#,
                token: owner.token
            )
            ids["/api/keys/"] = try JSONDecoder().decode(Made.self, from: Data(key.body.utf8)).id
        }
        return Belongings(ids: ids)
    }

    /// Nothing was taken away or changed hands.
    func expectAll(ofTheir owner: Caller, in suite: Suite) async throws {
        let conversation = try #require(ids["/api/history/"])
        #expect(try await suite.gateway.get("/api/history/\(conversation)", token: owner.token).status == 200)
        let image = try #require(ids["/api/media/"])
        #expect(try await suite.gateway.get("/api/media/\(image)", token: owner.token).status == 200)
        let keys = try await suite.gateway.get("/api/keys", token: owner.token)
        #expect(keys.body.contains(try #require(ids["/api/keys/"])))
    }

    private struct Start: Decodable {
        let conversationID: String
        let messageID: String
        let generationID: String
    }

    private struct Made: Decodable { let id: String }

    private static func session(of owner: Caller, _ suite: Suite) async throws -> String {
        struct SignedIn: Decodable { let accessToken: String }
        struct List: Decodable { let items: [Made] }
        let answer = try await suite.gateway.post(
            "/auth/login",
            json: #"{"username": "\#(owner.username ?? "")", "password": "\#(Caller.password)"}"#
        )
        let token = try answer.decode(SignedIn.self, by: WireJSON.decoder()).accessToken
        let list = try await suite.gateway.get("/auth/me/sessions", token: token)
        return try #require(try JSONDecoder().decode(List.self, from: Data(list.body.utf8)).items.first?.id)
    }

    /// The smallest PNG.
    private static let png = Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )

    private static func image(_ owner: Caller, _ suite: Suite) async throws -> String {
        var request = HTTPClientRequest(url: suite.gateway.url + "/api/media")
        request.method = .POST
        request.headers = ["content-type": "image/png", "authorization": "Bearer \(owner.token ?? "")"]
        request.body = .bytes(ByteBuffer(bytes: try #require(png)))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let data = try await response.body.collect(upTo: 1 << 16)
        return try JSONDecoder().decode(Made.self, from: Data(buffer: data)).id
    }
}
