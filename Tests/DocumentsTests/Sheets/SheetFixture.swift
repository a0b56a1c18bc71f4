import DaemonTesting
import Documents
import Foundation
import HTTPTypes
import Hummingbird
import SuiteProtocol
import Synchronization

/// Sheets of a teacher over texts of a collection.
struct SheetFixture: Sendable {
    let documents: DocumentsFixture
    let teacher: Keeper
    let collection: String

    /// - Parameters:
    ///   - texts: titles and texts of documents.
    ///   - router: where models are; nil is an address where nobody listens.
    static func run(
        _ texts: [(String, String)],
        router: String? = nil,
        on engine: TestDatabase = .sqlite,
        _ body: @escaping @Sendable (SheetFixture) async throws -> Void
    ) async throws {
        let settings = ["INFERENCE_ROUTER_URL": router ?? "http://127.0.0.1:9"]
        try await DocumentsFixture.run(settings, on: engine) { documents in
            let teacher = try await Keeper(documents)
            let collection = try await teacher.makeCollection("Papeles")
            let fixture = SheetFixture(documents: documents, teacher: teacher, collection: collection)
            try await fixture.add(texts)
            try await body(fixture)
        }
    }

    func add(_ texts: [(String, String)]) async throws {
        guard !texts.isEmpty else { return }
        let lines = try texts.map { title, text in
            let json = try JSONSerialization.data(withJSONObject: ["id": title, "title": title, "text": text])
            return String(decoding: json, as: UTF8.self)
        }
        let answer = try await teacher.importLines(lines.joined(separator: "\n") + "\n", into: collection)
        guard answer.status == 200 else { throw Refused(answer) }
    }

    struct Refused: Error {
        let status: Int
        let body: String

        init(_ response: TestResponse) { (status, body) = (response.status, response.body) }
    }

    /// Of its examples.
    func template(_ name: String) async throws -> SeenSheetTemplate {
        let all: SeenSheetTemplates = try await teacher.get("templates")
        guard let found = all.items.first(where: { $0.name.hasPrefix(name) }) else {
            throw DocumentsFixture.NeverCameTrue()
        }
        return found
    }

    func makeTemplate(_ name: String, kind: String = "sheet", _ columns: [[String: Any]]) async throws
        -> SeenSheetTemplate
    {
        let answer = try await teacher.send("POST", "templates", ["name": name, "kind": kind, "columns": columns])
        guard answer.status == 201 else { throw Refused(answer) }
        return try answer.decode(by: WireJSON.decoder())
    }

    func makeSheet(_ template: SeenSheetTemplate, _ more: [String: Any] = [:]) async throws -> SeenSheet {
        let fields = ["name": "Prueba", "template_id": template.id, "collections": [collection]].merging(more) { $1 }
        let answer = try await teacher.send("POST", "sheets", fields)
        guard answer.status == 201 else { throw Refused(answer) }
        return try answer.decode(by: WireJSON.decoder())
    }

    func sheet(_ id: String) async throws -> SeenSheet { try await teacher.get("sheets/\(id)") }

    /// Fills it, and returns it once the job is over.
    @discardableResult
    func fill(_ id: String, _ options: [String: Any] = [:]) async throws -> SeenSheet {
        let answer = try await teacher.send("POST", "sheets/\(id)/run", options)
        guard answer.status == 202 else { throw Refused(answer) }
        try await DocumentsFixture.eventually { try await sheet(id).state != "running" }
        return try await sheet(id)
    }

    func cell(_ method: String, _ sheet: String, _ cell: String, _ fields: [String: Any]? = nil) async throws
        -> TestResponse
    {
        try await teacher.send(method, "sheets/\(sheet)/cells/\(cell)", fields)
    }
}

struct SeenSheetTemplates: Decodable {
    let items: [SeenSheetTemplate]
}

struct SeenSheetTemplate: Decodable {
    struct Column: Decodable {
        let key: String
        let name: String
        let type: String
        let allowed: [String]
        let weight: Double?
        let most: Double?
    }

    let id: String
    let name: String
    let kind: String
    let columns: [Column]
    let groups: [String]
    let isMine: Bool
    let isExample: Bool
}

struct SeenSheet: Decodable {
    struct Row: Decodable {
        let id: String
        let documentID: String
        let title: String
        let isGone: Bool
        let total: Double?
        let cells: [SeenCell]

        subscript(column: String) -> SeenCell? { cells.first { $0.column == column } }
    }

    struct Writer: Decodable {
        let by: String
        let model: String?
        let leftInstitution: Bool
    }

    let id: String
    let name: String
    let state: String
    let rows: [Row]
    let unsourced: Int
    let documents: Int
    let read: Int
    let most: Double?
    let jobID: String?
    let writtenBy: Writer?
}

struct SeenCell: Decodable {
    struct Source: Decodable {
        let documentID: String
        let page: Int
        let start: Int
        let end: Int
        let text: String
        let isGone: Bool
    }

    let id: String
    let column: String
    let value: String?
    let state: String
    let source: Source?
    let version: Int
    let canUndo: Bool
    let editedBy: String?
}

struct SeenEstimate: Decodable {
    let documents: Int
    let cells: Int
    let calls: Int
    let tokens: Int
    let cost: Double
    let leavesInstitution: Bool
    let allowed: Bool
    let why: String
}

/// A stand-in for the inference-router that says what a test wants, and keeps what it was asked.
final class ScriptedRouter: Sendable {
    struct State {
        var answers: [String] = []
        var asked: [String] = []
        /// Statuses with which requests are refused before any is answered.
        var refusals: [Int] = []
        var estimate = ScriptedRouter.free
        /// Requests from this one on wait until it is nil.
        var waitsFrom: Int?
    }

    let state = Mutex(State())

    static let free = estimate(cost: 0, isOwn: true, allowed: true)

    static func estimate(cost: Double, isOwn: Bool, allowed: Bool) -> String {
        """
        {"endpoints": [{"id": "e", "name": "Modelo", "is_own": \(isOwn), "is_first": true, "cost": \(cost),
        "monthly_cap": 5, "left": 1}], "currency": "USD", "input_tokens": 900, "output_tokens": 100, "cost": \(cost),
        "most": \(cost), "leaves_institution": \(!isOwn), "may_leave_institution": \(!isOwn), "allowed": \(allowed)}
        """
    }

    init(_ answers: [String] = []) {
        state.withLock { $0.answers = answers }
    }

    var asked: [String] { state.withLock { $0.asked } }

    func run(_ body: @escaping @Sendable (_ url: String) async throws -> Void) async throws {
        let router = Router(context: BasicRequestContext.self)
        router.post("v1/chat/completions") { request, _ in
            let sent = String(buffer: try await request.body.collect(upTo: 1 << 20))
            let number = self.state.withLock { state in
                state.asked.append(sent)
                return state.asked.count
            }
            while self.state.withLock({ $0.waitsFrom.map { number >= $0 } ?? false }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            return self.reply()
        }
        router.post("internal/estimates") { _, _ in
            let json = self.state.withLock { $0.estimate }
            return Response(status: .ok, headers: [.contentType: "application/json"], body: Self.body(json))
        }
        try await LocalServer.run(router, body)
    }

    private func reply() -> Response {
        let (refusal, answer): (Int?, String) = state.withLock { state in
            if !state.refusals.isEmpty { return (state.refusals.removeFirst(), "") }
            return (nil, state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first ?? "{}")
        }
        if let refusal {
            return Response(
                status: .init(code: refusal),
                headers: [.contentType: "application/json"],
                body: Self.body(#"{"error": {"code": "upstream_unreachable"}}"#)
            )
        }
        let chunk: [String: Any] = ["model": "modelo-de-prueba", "choices": [["delta": ["content": answer]]]]
        let json = (try? JSONSerialization.data(withJSONObject: chunk)) ?? Data()
        let stream = "data: \(String(decoding: json, as: UTF8.self))\n\ndata: [DONE]\n\n"
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .leftInstitution: "false"],
            body: Self.body(stream)
        )
    }

    private static func body(_ text: String) -> ResponseBody { ResponseBody(byteBuffer: .init(string: text)) }
}

extension HTTPField.Name {
    /// Written so that the compiler knows that it is a name.
    fileprivate static var leftInstitution: HTTPField.Name {
        HTTPField.Name("x-consulta-left-institution") ?? .accept
    }
}
