import DaemonTesting
import Foundation
import Hummingbird
import NIOCore

/// A municipio that knows Azul, and remembers what it was told.
actor FakeMunicipio {
    private(set) var unanswered: [String] = []
    private(set) var tickets: [String] = []

    private func note(unanswered text: String) { unanswered.append(text) }
    private func note(ticket text: String) { tickets.append(text) }

    private static let azul = """
        {"search":{"decision":"match","items":[]},"places":[],
        "place":{"code":"06049","name":"Azul","province":"Buenos Aires","country":"AR","cabecera":"Azul"},
        "offices":[{"id":"o1","dependencia":"Oficina de Azul","telefono":"02281 555-0142","stale":false,"example":true}],
        "topics":[]}
        """
    private static let nothing = """
        {"search":{"decision":"none","items":[]},"places":[],"offices":[],"topics":[]}
        """
    private static let choice = """
        {"search":{"decision":"choose","items":[
        {"code":"06427","name":"La Matanza","province":"Buenos Aires","country":"AR","cabecera":"San Justo",
        "matched":"San Justo"},
        {"code":"06756","name":"San Isidro","province":"Buenos Aires","country":"AR"}]},
        "places":[],"offices":[],"topics":[]}
        """

    private static func answer(to question: String) -> String {
        if question.contains("azul") || question.contains("06049") { return azul }
        return question.contains("san") ? choice : nothing
    }

    /// - Parameter body: is given the address where it listens.
    nonisolated func run(_ body: @escaping @Sendable (_ url: String) async throws -> Void) async throws {
        let router = Router()
        let json: @Sendable (HTTPResponse.Status, String) -> Response = { status, text in
            Response(
                status: status,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: text))
            )
        }
        router.post("internal/consultations") { request, _ in
            json(.ok, Self.answer(to: String(buffer: try await request.body.collect(upTo: 1 << 16))))
        }
        router.post("internal/unanswered") { request, _ in
            await self.note(unanswered: String(buffer: try await request.body.collect(upTo: 1 << 16)))
            return HTTPResponse.Status.noContent
        }
        router.post("internal/tickets") { request, _ in
            await self.note(ticket: String(buffer: try await request.body.collect(upTo: 1 << 20)))
            return json(.created, #"{"number":"2026-000001","state":"open"}"#)
        }
        try await LocalServer.run(router, body)
    }
}
