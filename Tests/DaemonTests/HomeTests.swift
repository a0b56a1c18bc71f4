import Configuration
import Daemon
import DaemonTesting
import Foundation
import Testing

struct HomeTests {
    @Test func makesFoldersForItsOwnerOnly() async throws {
        try await withTemporaryDirectory { directory in
            let variables = ["CONSULTA_HOME": "\(directory)/home"]
            let environment = try DaemonEnvironment(
                product: "sample",
                defaultPort: 1,
                config: ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables))
            )
            #expect(try environment.path("keys", "public", "a.pem") == "\(directory)/home/keys/public/a.pem")
            for folder in ["home", "home/keys", "home/keys/public"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(folder)")
                #expect(attributes[.posixPermissions] as? NSNumber == 0o700, "\(folder)")
            }
            #expect(!FileManager.default.fileExists(atPath: "\(directory)/home/keys/public/a.pem"))
            #expect(try environment.path("note") == "\(directory)/home/note")
        }
    }
}
