import Daemon
import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// An operation of a daemon's `openapi.yaml`.
struct DocumentedOperation: CustomStringConvertible {
    static let products = ["gateway", "chat", "analysis", "municipio", "documents", "inference-router"]

    let product: String
    let method: String
    let path: String

    var description: String { "\(product): \(method) \(path)" }
    var rule: AccessRule? { AccessTable.rule(method, path, of: product) }

    static func all() throws -> [DocumentedOperation] { try products.flatMap(all) }

    static func all(of product: String) throws -> [DocumentedOperation] {
        let folder = [
            "gateway": "Gateway", "chat": "Chat", "analysis": "Analysis", "municipio": "Municipio",
            "documents": "Documents", "inference-router": "InferenceRouter",
        ][product, default: ""]
        let document = try OpenAPIDocument(file: Repository.path("Services/\(folder)/openapi.yaml"))
        return document.operations.map { DocumentedOperation(product: product, method: $0.method, path: $0.path) }
    }

    /// Signing out ends what the next question needs.
    var isAsked: Bool { path != "/auth/logout" }
    /// Whether it is about one thing that belongs to somebody.
    var namesSomething: Bool { path.contains("{") && path != "/{path}" && Belongings.kind(of: path) != nil }
    var takesAway: Bool { method == "DELETE" }
    /// What is asked of a thing that another operation has taken away, or that isn't in that state.
    var mayBeGone: Bool { path.hasSuffix("/restore") || path.hasSuffix("/erasure") }

    /// Through the gateway, where a route leads to it, and at the daemon itself, with ids that nobody has.
    func urls(in suite: Suite) -> [String] {
        urls(in: suite, path: filled { _ in newID() })
    }

    func urls(in suite: Suite, naming things: Belongings) throws -> [String] {
        urls(in: suite, path: filled { things.id(of: $0, in: path) })
    }

    private func filled(_ value: (String) -> String) -> String {
        path.replacing(/\{([a-z_]+)\}/) { match in
            switch match.output.1 {
            case "path": "nothing.txt"
            case "purpose": "assistant"
            case "number": "1"
            case let name: value(String(name))
            }
        }
    }

    private func urls(in suite: Suite, path: String) -> [String] {
        let direct = suite.url(of: product) + path
        let isInside = ["/health", "/health/live", "/metrics", "/openapi.json"].contains(path)
        // What people are shown of the queue, chat asks for them.
        if product == "gateway" || isInside || path.hasPrefix("/queue/") { return [direct] }
        let isTranslated = product == "inference-router" && !path.hasPrefix("/v1/") && !path.hasPrefix("/internal/")
        let prefix = !isTranslated ? "" : path.hasPrefix("/api/") ? "/ollama" : "/api/inference"
        return [direct, suite.gateway.url + prefix + path]
    }

    func answer(at url: String, _ token: String?) async throws -> TestResponse {
        let body = ["POST", "PUT", "PATCH"].contains(method) ? Self.bodies["\(method) \(path)"] ?? "{}" : nil
        return try await RunningDaemon(url: url, home: "").send(method, "", token: token, body: body)
    }

    func ask(_ url: String, _ token: String?) async throws -> Int {
        let answer = try await answer(at: url, token)
        // Whoever is let in may still be asked for more: that isn't a refusal of their role.
        let isAskedForMore = Self.furtherQuestions.contains { answer.body.contains("\"\($0)\"") }
        return isAskedForMore ? 200 : answer.status
    }

    /// Of operations that look at what is said before they look for the thing.
    private static let bodies = [
        "PUT /api/messages/{id}/feedback": #"{"reason": "wrong"}"#,
        "PUT /api/conversations/{id}/collections": #"{"collections": []}"#,
    ]
    private static let furtherQuestions = [
        "reason_required", "consent_missing", "registration_closed", "wrong_password",
    ]
}
