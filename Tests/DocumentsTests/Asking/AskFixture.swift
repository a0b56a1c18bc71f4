import AsyncHTTPClient
import DaemonTesting
import Documents
import Foundation
import NIOCore
import SuiteProtocol

/// Questions to a documents daemon, and what it answers.
struct AskFixture: Sendable {
    let documents: DocumentsFixture
    let token: String

    static let minutes = """
        {"id":"acta","title":"Acta 12","text":"El consejo escolar aprobó el presupuesto de 1.200 pesos para la biblioteca. \
        Votaron cinco docentes. La obra comenzará en julio."}
        """
    static let rules = """
        {"id":"reglas","title":"Reglamento","text":"Los estudiantes pueden retirar tres libros de la biblioteca por quince \
        días. Los diccionarios se consultan en la sala."}
        """

    /// A teacher with a daemon of their own.
    ///
    /// - Parameter router: where models are; nil is an address where nobody listens.
    static func run(
        router: String? = nil,
        on engine: TestDatabase = .sqlite,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (AskFixture) async throws -> Void
    ) async throws {
        var settings = settings
        settings["INFERENCE_ROUTER_URL"] = router ?? "http://127.0.0.1:9"
        try await DocumentsFixture.run(settings, on: engine) { documents in
            try await body(
                AskFixture(documents: documents, token: try await documents.identity.token(roles: [.teacher]))
            )
        }
    }

    /// A collection with these texts, one JSON object each.
    func collection(_ texts: [String]) async throws -> String {
        struct Made: Decodable { let id: String }
        let made = try await documents.daemon.post("/api/collections", json: #"{"name":"Actas"}"#, token: token)
            .decode(Made.self, by: WireJSON.decoder())
        let imported = try await documents.daemon.post(
            "/api/collections/\(made.id)/import",
            json: texts.map { $0.replacing("\n", with: " ") }.joined(separator: "\n") + "\n",
            token: token,
            headers: ["content-type": "application/x-ndjson"]
        )
        guard imported.status == 200 else { throw Refused(status: imported.status, body: imported.body) }
        return made.id
    }

    struct Refused: Error {
        let status: Int
        let body: String
    }

    /// The whole answer to a question.
    func ask(_ fields: [String: Any], token: String? = nil) async throws -> Answer {
        let response = try await documents.daemon.post("/api/ask", json: Self.json(fields), token: token ?? self.token)
        guard response.status == 200 else { throw Refused(status: response.status, body: response.body) }
        return try Answer(response.body)
    }

    static func json(_ fields: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    /// An answer's events.
    struct Answer {
        struct Source: Decodable {
            let id: String
            let chunkID: Int64
            let documentID: String
            let title: String
            let page: Int
            let text: String
            let hasInstructions: Bool
        }

        struct Sources: Decodable {
            let mode: String
            let items: [Source]
        }

        struct Done: Decodable {
            struct Sentence: Decodable {
                let text: String
                let sourceIds: [String]
                let needsSource: Bool
            }

            let sentences: [Sentence]
            let writtenBy: String
            let model: String?
            let leftInstitution: Bool
            let mode: String
            let isEmpty: Bool
        }

        private(set) var names: [String] = []
        private(set) var ids: [String] = []
        private(set) var sources: Sources?
        private(set) var done: Done?
        private(set) var deltas = ""
        private(set) var errorCode: String?

        init(_ body: String) throws {
            struct Text: Decodable { let text: String }
            struct Problem: Decodable { let code: String }
            for block in body.components(separatedBy: "\n\n") where block.hasPrefix("id: ") {
                let lines = block.components(separatedBy: "\n")
                guard lines.count == 3 else { continue }
                let (name, data) = (String(lines[1].dropFirst(7)), Data(lines[2].dropFirst(6).utf8))
                ids.append(String(lines[0].dropFirst(4)))
                names.append(name)
                let decoder = WireJSON.decoder()
                switch name {
                case "sources": sources = try decoder.decode(Sources.self, from: data)
                case "delta": deltas += try decoder.decode(Text.self, from: data).text
                case "done": done = try decoder.decode(Done.self, from: data)
                case "error": errorCode = try decoder.decode(Problem.self, from: data).code
                default: break
                }
            }
        }
    }
}
