import DaemonTesting
import Foundation
import NIOCore
import SuiteProtocol
import Testing

/// Papers of one person at a running suite.
struct PaperScene: Sendable {
    /// A file that is sent.
    struct File: Sendable {
        let name: String
        let content: Data
        init(_ name: String, _ content: Data) { (self.name, self.content) = (name, content) }
        init(_ name: String, _ text: String) { self.init(name, Data(text.utf8)) }
    }

    struct Fault: Decodable, Sendable {
        let code: String
        let detail: String
    }

    /// What became of a file that was sent.
    struct Item: Decodable, Sendable {
        let name: String
        let documentID: String?
        let jobID: String?
        let duplicateOf: String?
        let error: Fault?
    }

    struct Document: Decodable, Sendable {
        let id: String
        let name: String
        let pages: Int
        let pagesDone: Int
        let state: String
        let error: Fault?
        let parentID: String?
        let hasInstructions: Bool
    }

    struct Job: Decodable, Sendable {
        let id: String
        let state: String
        let done: Int
        let total: Int?
        let error: Fault?
    }

    struct Hit: Decodable, Sendable {
        let chunkID: Int
        let documentID: String
        let page: Int
        let text: String
    }

    struct Made: Decodable { let id: String }

    let suite: Suite
    let owner: Caller
    let collection: String

    static func make(in suite: Suite, named name: String = "docente") async throws -> PaperScene {
        let owner = try await Caller.make(.teacher, in: suite, name: name)
        return PaperScene(suite: suite, owner: owner, collection: try await collection("Papeles", of: owner, in: suite))
    }

    /// - Parameter fields: more of its JSON: `"groups": ["…"]`.
    static func collection(
        _ name: String,
        of owner: Caller,
        in suite: Suite,
        _ fields: String = ""
    ) async throws -> String {
        let body = #"{"name": "\#(name)"\#(fields.isEmpty ? "" : ", " + fields)}"#
        let made = try await suite.gateway.post("/api/collections", json: body, token: owner.token)
        try #require(made.status == 201, "\(made.body)")
        return try made.decode(Made.self, by: WireJSON.decoder()).id
    }

    func send(_ files: [File], to other: String? = nil) async throws -> TestResponse {
        try await Form(fields: ["collection_id": other ?? collection], files: files)
            .send(to: suite.gateway, "/api/documents", token: owner.token)
    }

    func upload(_ files: [File], to other: String? = nil) async throws -> [Item] {
        struct Answer: Decodable { let items: [Item] }
        let answer = try await send(files, to: other)
        try #require(answer.status == 202, "\(answer.body)")
        return try answer.decode(Answer.self, by: WireJSON.decoder()).items
    }

    func document(_ id: String) async throws -> Document {
        let answer = try await suite.gateway.get("/api/documents/\(id)", token: owner.token)
        guard answer.status == 200 else { throw Suite.Unexpected(response: answer) }
        return try answer.decode(by: WireJSON.decoder())
    }

    func documents() async throws -> [Document] {
        struct List: Decodable { let items: [Document] }
        let path = "/api/documents?collection_id=\(collection)&limit=100"
        return try await suite.gateway.get(path, token: owner.token).decode(List.self, by: WireJSON.decoder()).items
    }

    func job(_ id: String) async throws -> Job {
        try await suite.gateway.get("/api/jobs/\(id)", token: owner.token).decode(by: WireJSON.decoder())
    }

    /// Until it is as it will be.
    @discardableResult
    func untilRead(_ id: String, within limit: Duration = .seconds(60)) async throws -> Document {
        do {
            try await eventually("document \(id) is read", within: limit) {
                guard let state = try? await document(id).state else { return false }
                return !["waiting", "reading"].contains(state)
            }
        } catch let late as NotInTime {
            throw NotInTime(what: "\(late.what): \(try await document(id))")
        }
        return try await document(id)
    }

    /// All documents, those out of archives too, once none waits.
    func untilAllAreRead(within limit: Duration = .seconds(60)) async throws -> [Document] {
        try await eventually("all documents are read", within: limit) {
            try await documents().allSatisfy { !["waiting", "reading"].contains($0.state) }
        }
        return try await documents()
    }

    func find(_ query: String, limit: Int = 10) async throws -> [Hit] {
        struct Found: Decodable { let items: [Hit] }
        let body = #"{"collections": ["\#(collection)"], "query": "\#(query)", "limit": \#(limit)}"#
        let answer = try await suite.gateway.post("/api/search", json: body, token: owner.token)
        try #require(answer.status == 200, "\(answer.body)")
        return try answer.decode(Found.self, by: WireJSON.decoder()).items
    }
}

/// `multipart/form-data` (RFC 7578).
struct Form {
    let fields: [String: String]
    let files: [PaperScene.File]

    func send(to daemon: RunningDaemon, _ path: String, token: String?) async throws -> TestResponse {
        let boundary = "boundary-\(newID())"
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for file in files {
            body.writeString("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; ")
            body.writeString("filename=\"\(file.name)\"\r\n\r\n")
            body.writeBytes(file.content)
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        let headers = ["content-type": "multipart/form-data; boundary=\(boundary)"]
        return try await daemon.send("POST", path, token: token, headers: headers, bytes: body)
    }
}
