import Configuration
import Crypto
import Daemon
import DaemonTesting
import Foundation
import Identity
import Testing

struct SigningKeyTests {
    private func environment(_ home: String, _ variables: [String: String] = [:]) throws -> DaemonEnvironment {
        let variables = variables.merging(["CONSULTA_HOME": home]) { given, _ in given }
        let provider = EnvironmentVariablesProvider(environmentVariables: variables)
        return try DaemonEnvironment(product: "gateway", defaultPort: 1, config: ConfigReader(provider: provider))
    }

    @Test func isMadeOnceForItsOwnerOnlyAndPublishesItsPublicHalf() async throws {
        try await withTemporaryDirectory { home in
            let environment = try environment(home)
            let key = try SigningKey.load(environment)
            #expect(key.id.hasPrefix("gateway.") && key.id.utf8.count == 40)
            #expect(try SigningKey.load(environment).id == key.id)
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(home)/keys/gateway.key")
            #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(home)/keys").sorted()
            #expect(files == ["gateway.key", "public"])
            let file = "\(home)/keys/public/" + key.id.replacing(".", with: "/") + ".pem"
            let published = try String(contentsOfFile: file, encoding: .utf8)
            #expect(published.contains("PUBLIC KEY") && !published.contains("PRIVATE"))

            let token = try await TokenSigner(product: "gateway", key: key)
                .accessToken(for: Principal(subject: "ana", name: "Ana", roles: []))
            let verifier = TokenVerifier(product: "chat", keys: PublicKeyDirectory(path: "\(home)/keys/public"))
            #expect(try await verifier.verify(token).subject == "ana")
        }
    }

    @Test func isTheSameForAllThatStartTogether() async throws {
        try await withTemporaryDirectory { home in
            let environment = try environment(home)
            let keys = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try SigningKey.load(environment).id } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(keys.count == 1)
        }
    }

    @Test func comesFromItsSecretWhereThereIsOne() async throws {
        try await withTemporaryDirectory { home in
            let pem = P256.Signing.PrivateKey().pemRepresentation
            let key = try SigningKey.load(environment(home, ["GATEWAY_SIGNING_KEY": pem]))
            let file = "\(home)/keys/public/" + key.id.replacing(".", with: "/") + ".pem"
            #expect(FileManager.default.fileExists(atPath: file))
            #expect(!FileManager.default.fileExists(atPath: "\(home)/keys/gateway.key"))
        }
    }

    @Test func stopsTheDaemonWhereOthersCanReadIt() async throws {
        try await withTemporaryDirectory { home in
            let environment = try environment(home)
            _ = try SigningKey.load(environment)
            let file = "\(home)/keys/gateway.key"
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
            let error = #expect(throws: ConfigurationError.self) { try SigningKey.load(environment) }
            #expect(error?.key == file)
        }
    }

    @Test func stopsTheDaemonWhereItIsNotAKeyWithoutRepeatingIt() async throws {
        try await withTemporaryDirectory { home in
            let environment = try environment(home, ["GATEWAY_SIGNING_KEY": "not-a-key"])
            let error = #expect(throws: ConfigurationError.self) { try SigningKey.load(environment) }
            #expect(error?.key == "GATEWAY_SIGNING_KEY" && error?.description.contains("not-a-key") == false)
        }
        try await withTemporaryDirectory { home in
            let environment = try environment(home)
            try PrivateFile.write("half a key", to: environment.path("keys", "gateway.key"))
            let error = #expect(throws: ConfigurationError.self) { try SigningKey.load(environment) }
            #expect(error?.key == "\(home)/keys/gateway.key")
            let kept = try String(contentsOfFile: "\(home)/keys/gateway.key", encoding: .utf8)
            #expect(kept == "half a key")
        }
    }
}
