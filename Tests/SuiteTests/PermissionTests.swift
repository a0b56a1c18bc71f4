import Configuration
import Daemon
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// Every documented operation of every daemon, asked by every role, through the gateway and at the daemon itself.
@Suite(.serialized) struct PermissionTests {
    @Test func everyRoleMayDoWhatTheTableSaysAndNoMore() async throws {
        try await Suite.run(model: "") { suite in
            let signer = try await signer(of: suite)
            for product in ["gateway", "chat", "inference-router"] {
                for operation in try Operation.documented(by: product) {
                    for caller in Caller.all {
                        let token = try await caller.token(from: signer)
                        for url in operation.urls(in: suite) {
                            let status = try await operation.ask(url, token)
                            let expected = operation.requirement.refusal(of: caller)
                            let refusal = [401, 403].contains(status) ? status : nil
                            #expect(refusal == expected, "\(operation.method) \(url) by \(caller): \(status)")
                        }
                    }
                }
            }
        }
    }

    @Test func nobodyReachesAnothersConversation() async throws {
        try await Suite.run(model: "") { suite in
            let signer = try await signer(of: suite)
            let owner = try await Caller.role(.student).token(from: signer)
            _ = try await suite.gateway.post("/api/chat", json: #"{"message": "¿Qué es la fiebre?"}"#, token: owner)
            let list = try await suite.gateway.get("/api/history", token: owner)
            let id = try #require(try list.decode(List.self, by: WireJSON.decoder()).items.first?.id)
            #expect(try await suite.gateway.get("/api/history/\(id)", token: owner).status == 200)
            let operations = try Operation.documented(by: "chat").filter { $0.path.hasPrefix("/api/history/{id}") }
            #expect(operations.count >= 3)
            for caller in Caller.all where caller != .nobody && caller != .without {
                let token = try await caller.token(from: signer)
                for operation in operations {
                    for url in operation.urls(in: suite, id: id) {
                        let status = try await operation.ask(url, token)
                        #expect(status == 404, "\(operation.method) \(operation.path) by \(caller): \(status)")
                    }
                }
            }
            #expect(try await suite.gateway.get("/api/history/\(id)", token: owner).status == 200)
        }
    }

    private struct List: Decodable {
        struct Item: Decodable { let id: String }
        let items: [Item]
    }

    /// People's tokens are signed as the suite's own gateway signs them.
    private func signer(of suite: Suite) async throws -> TokenSigner {
        let provider = EnvironmentVariablesProvider(environmentVariables: ["CONSULTA_HOME": suite.home])
        let config = ConfigReader(provider: provider)
        let environment = try DaemonEnvironment(product: "gateway", defaultPort: 0, config: config)
        return await TokenSigner(product: "gateway", key: try SigningKey.load(environment))
    }
}

/// Who asks.
private enum Caller: Equatable {
    case nobody
    /// Signed in, with no role that this version knows.
    case without
    case role(Role)

    static let all = [nobody, without] + Role.allCases.map(role)

    var roles: Set<Role> {
        if case .role(let role) = self { [role] } else { [] }
    }

    func token(from signer: TokenSigner) async throws -> String? {
        guard self != .nobody else { return nil }
        return try await signer.accessToken(for: Principal(subject: newID(), name: "Persona", roles: roles))
    }
}

/// What an operation asks of its caller.
private enum Requirement {
    case nothing, session
    case permission(Permission)

    /// The status of the refusal; nil where there is none.
    func refusal(of caller: Caller) -> Int? {
        switch self {
        case .nothing: nil
        case .session: caller == .nobody ? 401 : nil
        case .permission(let permission): caller == .nobody ? 401 : caller.roles.allow(permission) ? nil : 403
        }
    }
}

private struct Operation {
    let product: String
    let method: String
    let path: String
    let requirement: Requirement

    /// Of the daemon's `openapi.yaml`, but those that need an account or take another token: they answer 401 themselves.
    static func documented(by product: String) throws -> [Operation] {
        let folder = ["gateway": "Gateway", "chat": "Chat", "inference-router": "InferenceRouter"][product, default: ""]
        let document = try OpenAPIDocument(file: Repository.path("Services/\(folder)/openapi.yaml"))
        let excepted = ["/auth/refresh", "/auth/me", "/internal"]
        return try document.operations.filter { operation in
            !excepted.contains { operation.path.hasPrefix($0) }
        }.map { operation in
            Operation(
                product: product,
                method: operation.method,
                path: operation.path,
                requirement: try #require(
                    requirement(product, operation.method, operation.path),
                    "nothing says who may \(operation.method) \(operation.path) of \(product)"
                )
            )
        }
    }

    private static func requirement(_ product: String, _ method: String, _ path: String) -> Requirement? {
        let isOpen = ["/health", "/health/live", "/metrics", "/openapi.json"].contains(path)
        switch (product, path.split(separator: "/").prefix(2).joined(separator: "/")) {
        case _ where isOpen: return .nothing
        case ("gateway", "ws"): return .session
        case ("gateway", "api/users"): return .permission(.administerUsers)
        case ("gateway", "api/groups"): return .permission(method == "GET" ? .tutorGroups : .administerUsers)
        case ("gateway", "api/keys"): return .permission(.infer)
        case ("gateway", "api/audit"): return .permission(.readAudit)
        case ("gateway", _): return .nothing
        case ("chat", let path) where path.hasPrefix("api/"): return .permission(.converse)
        case ("inference-router", let path) where path.hasPrefix("v1/") || path.hasPrefix("api/"):
            return .permission(.infer)
        case ("inference-router", "endpoints") where method == "GET": return .permission(.observe)
        case ("inference-router", "models"): return .permission(.observe)
        case ("inference-router", let path) where path.hasPrefix("queue/"): return .session
        case ("inference-router", let path) where path.hasPrefix("endpoints") || path == "spend":
            return .permission(.administerEndpoints)
        default: return nil
        }
    }

    /// Through the gateway, where a route leads to it, and at the daemon itself.
    func urls(in suite: Suite, id: String = newID()) -> [String] {
        let path = path.replacing("{id}", with: id).replacing("{path}", with: "nothing.txt")
            .replacing(/\{[a-z]+\}/, with: newID())
        let direct = suite.url(of: product) + path
        if product == "gateway" { return [direct] }
        // What people are shown of the queue, chat asks for them.
        let isInside =
            ["/health", "/health/live", "/metrics", "/openapi.json"].contains(path) || path.hasPrefix("/queue/")
        if isInside { return [direct] }
        let isTranslated = product == "inference-router" && !path.hasPrefix("/v1/")
        let prefix = !isTranslated ? "" : path.hasPrefix("/api/") ? "/ollama" : "/api/inference"
        return [direct, suite.gateway.url + prefix + path]
    }

    func ask(_ url: String, _ token: String?) async throws -> Int {
        let daemon = RunningDaemon(url: url, home: "")
        let body = ["POST", "PUT", "PATCH"].contains(method) ? "{}" : nil
        let response = try await daemon.send(method, "", token: token, body: body)
        // Whoever may read the audit is asked why first.
        return response.body.contains(#""reason_required""#) ? 200 : response.status
    }
}
