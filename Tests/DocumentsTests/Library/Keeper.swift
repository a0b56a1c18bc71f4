import AsyncHTTPClient
import DaemonTesting
import Foundation
import Identity
import NIOCore
import NIOHTTP1
import SuiteProtocol

/// Somebody at a running daemon who keeps documents, or only reads.
struct Keeper: Sendable {
    let daemon: RunningDaemon
    let id: String
    let token: String

    init(
        _ documents: DocumentsFixture,
        id: String = newID(),
        roles: Set<Role> = [.teacher],
        groups: Set<String> = []
    ) async throws {
        daemon = documents.daemon
        self.id = id
        let principal = Principal(subject: id, name: "Persona de ejemplo", roles: roles, groups: groups)
        let signer = await TokenSigner(product: "gateway", key: documents.identity.gatewayKey)
        token = try await signer.accessToken(for: principal)
    }

    func send(_ method: String, _ path: String, _ fields: [String: Any]? = nil) async throws -> TestResponse {
        let body = try fields.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
        return try await daemon.send(method, "/api/\(path)", token: token, body: body)
    }

    func get<Value: Decodable>(_ path: String, as type: Value.Type = Value.self) async throws -> Value {
        try await send("GET", path).decode(by: WireJSON.decoder())
    }

    func makeCollection(_ name: String = "Actas", groups: [String] = [], roles: [Role] = []) async throws -> String {
        let fields: [String: Any] = ["name": name, "groups": groups, "roles": roles.map(\.rawValue)]
        return try await send("POST", "collections", fields).decode(SeenCollection.self, by: WireJSON.decoder()).id
    }

    /// Sends files as a browser does.
    func upload(_ files: [(name: String, content: Data)], to collection: String) async throws -> TestResponse {
        var body = Data("--limite\r\nContent-Disposition: form-data; name=\"collection_id\"\r\n\r\n\(collection)".utf8)
        for file in files {
            let disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\""
            body += Data("\r\n--limite\r\n\(disposition)\r\nContent-Type: application/octet-stream\r\n\r\n".utf8)
            body += file.content
        }
        body += Data("\r\n--limite--\r\n".utf8)
        return try await post(body, "documents", type: "multipart/form-data; boundary=limite")
    }

    /// What takes as long as the machine is busy.
    private func post(_ body: Data, _ path: String, type: String) async throws -> TestResponse {
        var request = HTTPClientRequest(url: "\(daemon.url)/api/\(path)")
        request.method = .POST
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "content-type", value: type)
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(300))
        let answer = String(buffer: try await response.body.collect(upTo: 1 << 20))
        return TestResponse(status: Int(response.status.code), headers: response.headers, body: answer)
    }

    func uploaded(_ files: [(name: String, content: Data)], to collection: String) async throws -> [SeenUpload.Item] {
        try await upload(files, to: collection).decode(SeenUpload.self, by: WireJSON.decoder()).items
    }

    /// The same once it has been read, or has failed.
    func read(_ name: String, _ content: Data, into collection: String) async throws -> SeenDocument {
        let item = try await uploaded([(name, content)], to: collection).first
        return try await ended(item?.documentID ?? "")
    }

    func ended(_ id: String) async throws -> SeenDocument {
        var seen: SeenDocument?
        try await DocumentsFixture.eventually {
            let document = try await get("documents/\(id)", as: SeenDocument.self)
            seen = document
            return ["ready", "failed", "cancelled"].contains(document.state)
        }
        guard let seen else { throw DocumentsFixture.NeverCameTrue() }
        return seen
    }

    func documents(_ query: String = "") async throws -> [SeenDocument] {
        try await get("documents?limit=200\(query)", as: SeenDocuments.self).items
    }

    func search(_ query: String, in collections: [String]? = nil, _ more: [String: Any] = [:]) async throws
        -> [SeenPassage]
    {
        var fields = more.merging(["query": query]) { $1 }
        if let collections { fields["collections"] = collections }
        return try await send("POST", "search", fields).decode(SeenPassages.self, by: WireJSON.decoder()).items
    }

    func importLines(_ lines: String, into collection: String) async throws -> TestResponse {
        try await post(Data(lines.utf8), "collections/\(collection)/import", type: "application/x-ndjson")
    }
}

struct SeenCollection: Decodable {
    let id: String
    let name: String
    let isMine: Bool
    let groups: [String]
    let roles: [String]
    let conversationID: String?
    let documents: Int
    let pages: Int
    let bytes: Int
}

struct SeenCollections: Decodable {
    let items: [SeenCollection]
    let next: String?
}

struct SeenFault: Decodable, Equatable {
    let code: String
    let detail: String
}

struct SeenUpload: Decodable {
    struct Item: Decodable {
        let name: String
        let documentID: String?
        let jobID: String?
        let duplicateOf: String?
        let error: SeenFault?
    }

    let items: [Item]
}

struct SeenDocument: Decodable {
    let id: String
    let name: String
    let title: String
    let kind: String
    let pages: Int
    let pagesDone: Int
    let state: String
    let error: SeenFault?
    let jobID: String?
    let parentID: String?
    let externalID: String?
    let hasFile: Bool
    let isRecognised: Bool
    let hasInstructions: Bool
    let faultyPages: Int
    let language: String?
    let canChange: Bool
}

struct SeenDocuments: Decodable {
    let items: [SeenDocument]
    let next: String?
}

struct SeenSpan: Decodable {
    let start: Int
    let end: Int

    func text(in whole: String) -> String { String(decoding: Array(whole.utf16)[start..<end], as: UTF16.self) }
}

struct SeenPage: Decodable {
    struct Block: Decodable {
        let kind: String
        let start: Int
        let end: Int
    }

    struct Word: Decodable {
        let start: Int
        let end: Int
        let left: Double
        let right: Double
    }

    let number: Int
    let pages: Int
    let text: String
    let blocks: [Block]
    let words: [Word]
    let hasImage: Bool
    let isRecognised: Bool
    let instructions: [SeenSpan]
    let lit: [SeenSpan]
}

struct SeenPassage: Decodable {
    let chunkID: Int
    let documentID: String
    let collectionID: String
    let externalID: String?
    let title: String
    let page: Int
    let section: [String]
    let text: String
    let highlights: [SeenSpan]
}

struct SeenPassages: Decodable {
    let items: [SeenPassage]
}

struct SeenJob: Decodable {
    let id: String
    let state: String
    let stage: String?
    let done: Int
    let total: Int?
    let subjectID: String
}

struct SeenProblem: Decodable {
    let code: String
    let detail: String
}

extension TestResponse {
    /// Of a problem.
    var code: String? { try? decode(SeenProblem.self, by: WireJSON.decoder()).code }
}
