import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// One thing of each kind that documents keeps, all of one person, and how others might ask for them.
struct PaperThings {
    /// By what the path says before the id: `/api/collections`.
    private let ids: [String: String]
    /// A word that stands in all of them.
    private let secret: String

    static func make(of scene: PaperScene, holding secret: String) async throws -> PaperThings {
        let file = PaperScene.File("acta del \(secret).txt", "Se vio un \(secret) en el patio.\n")
        let item = try #require(try await scene.upload([file]).first)
        let document = try #require(item.documentID)
        try await scene.untilRead(document)
        try #require(try await scene.find(secret).count == 1)
        return PaperThings(
            ids: [
                "/api/collections": scene.collection,
                "/api/documents": document,
                "/api/jobs": try #require(item.jobID),
            ],
            secret: secret
        )
    }

    /// Whether an answer tells of any of them.
    func isTold(in text: String) -> Bool {
        text.lowercased().contains(secret)
    }

    /// Whether a question names one of them.
    func isNamed(in text: String) -> Bool { ids.values.contains { text.contains($0) } }

    /// Paths and bodies that an operation might be asked with.
    func questions(_ operation: DocumentedOperation) throws -> [(path: String, body: String?)] {
        let kind = ids.keys.filter { operation.path.hasPrefix($0 + "/{id}") }.max { $0.count < $1.count }
        let path = operation.path.replacing("{id}", with: kind.flatMap { ids[$0] } ?? newID())
            .replacing("{number}", with: "1").replacing("{cell}", with: ids["cell"] ?? newID())
        guard operation.method != "GET", operation.method != "DELETE" else { return [(path, nil)] }
        return bodies(operation).map { (path, $0) }
    }

    private func bodies(_ operation: DocumentedOperation) -> [String] {
        let (collection, document) = (ids["/api/collections", default: ""], ids["/api/documents", default: ""])
        return switch operation.path {
        case "/api/search":
            [
                #"{"query": "\#(secret)"}"#, #"{"query": "\#(secret)", "collections": ["\#(collection)"]}"#,
                #"{"query": "patio", "filters": {"documents": ["\#(document)"]}}"#,
            ]
        case "/api/ask":
            [
                #"{"question": "¿Qué se vio en el patio?"}"#,
                #"{"question": "¿Qué se vio en el patio?", "collections": ["\#(collection)"]}"#,
                #"{"question": "¿Qué se vio en el patio?", "documents": ["\#(document)"]}"#,
            ]
        case "/api/ask/plan":
            [#"{"collections": ["\#(collection)"]}"#, #"{"documents": ["\#(document)"]}"#, "{}"]
        case "/api/collections/{id}": [#"{"name": "Mía"}"#]
        case "/api/documents/{id}": [#"{"title": "Mío"}"#]
        case "/api/collections/{id}/import": [#"{"id": "1", "title": "Mío", "text": "Mío"}"# + "\n"]
        case "/api/documents": []
        default: ["{}"]
        }
    }

    func ask(
        _ operation: DocumentedOperation,
        _ path: String,
        _ body: String?,
        at url: String,
        _ token: String?
    ) async throws -> TestResponse {
        let kind = path.hasSuffix("/import") ? "application/x-ndjson" : "application/json"
        return try await RunningDaemon(url: url, home: "").send(
            operation.method,
            path,
            token: token,
            headers: body == nil ? [:] : ["content-type": kind],
            body: body
        )
    }

    /// Nothing was taken away or changed.
    func expectAll(of scene: PaperScene) async throws {
        for (kind, id) in ids where kind.hasPrefix("/") {
            let answer = try await scene.suite.gateway.get("\(kind)/\(id)", token: scene.owner.token)
            #expect(answer.status == 200, "\(kind): \(answer.body)")
            #expect(!answer.body.contains("Mía") && !answer.body.contains("Mío"))
        }
        #expect(try await scene.find(secret).count == 1)
        #expect(try await scene.documents().count == 1)
    }
}
