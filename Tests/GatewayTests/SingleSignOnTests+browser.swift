import Foundation
import NIOHTTP1
import Testing

/// What a browser does between the gateway and the provider.
extension SingleSignOnTests {
    struct Begun {
        let answer: Answer
        let location: String
        let cookie: String
    }

    static func run(_ body: @escaping @Sendable (RunningGateway, SampleProvider) async throws -> Void) async throws {
        try await SampleProvider.run { provider in
            let settings = [
                "OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": "consulta", "OIDC_ROLE": "tutor",
                "OIDC_CLIENT_SECRET": SampleProvider.clientSecret, "OIDC_DOMAINS": "escuela.example, otra.example",
            ]
            try await RunningGateway.run(settings) { try await body($0, provider) }
        }
    }

    static func begin(_ gateway: RunningGateway, returning place: String = "/") async throws -> Begun {
        let answer = try await gateway.send(.GET, "/auth/oidc/start?return=\(place)")
        return Begun(
            answer: answer,
            location: try #require(answer.headers.first(name: "location")),
            cookie: answer.cookie("consulta_oidc") ?? ""
        )
    }

    static func finish(_ gateway: RunningGateway, _ begun: Begun, code: String) async throws -> Answer {
        try await finish(gateway, begun, query: "code=\(code)")
    }

    static func finish(_ gateway: RunningGateway, _ begun: Begun, query: String) async throws -> Answer {
        let items = URLComponents(string: begun.location)?.queryItems ?? []
        let state = items.first { $0.name == "state" }?.value ?? ""
        return try await gateway.send(
            .GET,
            "/auth/oidc/callback?state=\(state)&\(query)",
            headers: [("cookie", "consulta_oidc=\(begun.cookie)")]
        )
    }

    /// The code of the page that explains; nil where there is none.
    static func problem(_ answer: Answer) -> String? {
        let prefix = "/sign-in?problem="
        guard let location = answer.headers.first(name: "location"), location.hasPrefix(prefix) else { return nil }
        return String(location.dropFirst(prefix.count))
    }

    static func person(of answer: Answer, _ gateway: RunningGateway) async throws -> Session.Person {
        let token = try #require(answer.cookie("consulta_access"), "\(answer.headers)")
        return try await gateway.send(.GET, "/auth/me", token: token).decoded()
    }

    /// Opens an account by an administrator's hand, and says its id.
    static func account(_ gateway: RunningGateway, email: String) async throws -> String {
        let made = try await gateway.send(
            .POST,
            "/api/users",
            json: #"{"name":"Ana Ruiz","username":"ana.ruiz","email":"\#(email)","roles":["clinician"]}"#,
            token: try await gateway.signIn().accessToken
        )
        return try #require(made.json?["id"] as? String, "\(made.text)")
    }
}
