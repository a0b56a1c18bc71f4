import Configuration
import Daemon
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol

/// Who asks.
struct Caller: CustomStringConvertible {
    let description: String
    /// nil for whoever isn't signed in.
    let roles: Set<Role>?
    let token: String?
    /// nil where nobody has an account, as the next.
    let id: String?
    let username: String?

    /// Somebody with an account.
    var isSomebody: Bool { id != nil }

    /// Nobody, somebody with no role that this version knows, and a person of every role.
    static func all(in suite: Suite) async throws -> [Caller] {
        let stranger = Principal(subject: newID(), name: "Persona", roles: [])
        let token = try await signer(of: suite).accessToken(for: stranger)
        var callers = [
            Caller(description: "nobody", roles: nil, token: nil, id: nil, username: nil),
            Caller(description: "no role", roles: [], token: token, id: nil, username: nil),
        ]
        for role in Role.allCases { callers.append(try await make(role, in: suite, name: "persona.\(role.rawValue)")) }
        return callers
    }

    /// - Parameter groups: that their token names.
    static func make(
        _ role: Role,
        in suite: Suite,
        name: String,
        groups: Set<String> = []
    ) async throws -> Caller {
        struct Person: Decodable { let id: String }
        let answer = try await suite.gateway.post(
            "/api/users",
            json: #"{"username":"\#(name)","name":"\#(name)","roles":["\#(role.rawValue)"],"password":"\#(password)"}"#,
            token: try await suite.signIn()
        )
        guard answer.status == 201 else { throw Suite.Unexpected(response: answer) }
        let id = try answer.decode(Person.self, by: WireJSON.decoder()).id
        // Of no session, so that what ends sessions doesn't end the test.
        let principal = Principal(subject: id, name: name, roles: [role], groups: groups)
        return Caller(
            description: role.rawValue,
            roles: [role],
            token: try await signer(of: suite).accessToken(for: principal),
            id: id,
            username: name
        )
    }

    /// Another token of theirs, which names these groups.
    static func token(of caller: Caller, in suite: Suite, groups: Set<String>) async throws -> String {
        let name = caller.username ?? ""
        let principal = Principal(subject: caller.id ?? "", name: name, roles: caller.roles ?? [], groups: groups)
        return try await signer(of: suite).accessToken(for: principal)
    }

    static let password = "una frase de prueba larga"

    /// People's tokens are signed as the suite's own gateway signs them.
    private static func signer(of suite: Suite) async throws -> TokenSigner {
        let provider = EnvironmentVariablesProvider(environmentVariables: ["CONSULTA_HOME": suite.home])
        let config = ConfigReader(provider: provider)
        let environment = try DaemonEnvironment(product: "gateway", defaultPort: 0, config: config)
        return await TokenSigner(product: "gateway", key: try SigningKey.load(environment))
    }
}
