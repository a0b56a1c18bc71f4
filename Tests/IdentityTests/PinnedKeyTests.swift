import AsyncHTTPClient
import Configuration
import Crypto
import Daemon
import DaemonTesting
import Foundation
import Identity
import JWTKit
import SuiteProtocol
import Testing

/// Who may become whom on a machine where each daemon can write its own folder of public keys, and no other.
struct PinnedKeyTests {
    private func environment(_ product: String, _ home: String) throws -> DaemonEnvironment {
        let variables = [
            "CONSULTA_HOME": "\(home)/\(product)", "CONSULTA_PUBLIC_KEYS": "\(home)/keys",
            "GATEWAY_URL": "http://127.0.0.1:1",
        ]
        let provider = EnvironmentVariablesProvider(environmentVariables: variables)
        return try DaemonEnvironment(product: product, defaultPort: 1, config: ConfigReader(provider: provider))
    }

    private func token(_ product: String, _ home: String) async throws -> String {
        let signer = await TokenSigner(product: product, key: try SigningKey.load(environment(product, home)))
        return try await signer.accessToken(for: Principal(subject: "ana", name: "Ana", roles: [.admin]))
    }

    private func verifier(_ home: String) throws -> TokenVerifier {
        TokenVerifier(product: "chat", keys: try SuitePublicKeys(environment("chat", home), client: .shared))
    }

    @Test func needNoGatewayThatAnswers() async throws {
        try await withTemporaryDirectory { home in
            let token = try await token("gateway", home)
            #expect(try await verifier(home).verify(token).subject == "ana")
        }
    }

    @Test func areCalledByTheirFolderWhateverTheirFileSays() async throws {
        try await withTemporaryDirectory { home in
            _ = try await token("gateway", home)
            let forged = P256.Signing.PrivateKey()
            let router = try SigningKey.load(environment("inference-router", home))
            let folder = "\(home)/keys/inference-router"
            let pem = Data(forged.publicKey.pemRepresentation.utf8)
            for name in ["gateway.\(router.id.split(separator: ".")[1]).pem", "../gateway.pem", "abc.pem"] {
                try pem.write(to: URL(filePath: "\(folder)/\(name)"))
            }
            try FileManager.default.createDirectory(atPath: "\(home)/keys/gateway.x", withIntermediateDirectories: true)
            try pem.write(to: URL(filePath: "\(home)/keys/gateway.x/abc.pem"))
            let ids = try PublicKeyDirectory(path: "\(home)/keys").current().keys.compactMap(\.keyIdentifier?.string)
            #expect(ids.count == 2 && ids.contains(router.id))
            #expect(ids.filter { $0.hasPrefix("gateway.") }.count == 1)
        }
    }

    @Test func areRefusedWhereOthersMayWriteTheGatewaysFolder() async throws {
        try await withTemporaryDirectory { home in
            let token = try await token("gateway", home)
            for folder in ["\(home)/keys/gateway", "\(home)/keys"] {
                try FileManager.default.setAttributes([.posixPermissions: 0o775], ofItemAtPath: folder)
                let error = #expect(throws: ConfigurationError.self) {
                    try PublicKeyDirectory(path: "\(home)/keys").current()
                }
                #expect(error?.key == folder)
                await #expect(throws: TokenError.keysUnavailable) { try await verifier(home).verify(token) }
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
            }
        }
    }

    @Test func ofACarelessDaemonCostItOnlyItsOwn() async throws {
        try await withTemporaryDirectory { home in
            let token = try await token("gateway", home)
            _ = try SigningKey.load(environment("chat", home))
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: "\(home)/keys/chat")
            #expect(try await verifier(home).verify(token).subject == "ana")
            #expect(try PublicKeyDirectory(path: "\(home)/keys").current().keys.count == 1)
        }
    }

    @Test func doNotWaitForAPipe() async throws {
        try await withTemporaryDirectory { home in
            _ = try SigningKey.load(environment("chat", home))
            #expect(mkfifo("\(home)/keys/chat/abc.pem", 0o644) == 0)
            #expect(try PublicKeyDirectory(path: "\(home)/keys").current().keys.count == 1)
        }
    }
}
