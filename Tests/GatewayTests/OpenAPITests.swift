import Configuration
import Daemon
import DaemonTesting
import HTTPTypes
import Hummingbird
import Foundation
import Gateway
import NIOHTTP1
import Testing

@Suite struct OpenAPITests {
    @Test func theDocumentAndTheRoutesAreTheSame() async throws {
        let served = try await withTemporaryDirectory { home in
            let variables = ["CONSULTA_HOME": home, "LOG_LEVEL": "critical"]
            let config = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: variables))
            let environment = try DaemonEnvironment(product: "gateway", defaultPort: 8080, config: config)
            let gateway = try await buildGateway(environment, passwordCost: ScryptCost(logN: 8, r: 8, p: 1))
            return Set(
                gateway.router.routes.filter { $0.method != .head }
                    .map { "\($0.method) \($0.path.description.replacing("**", with: "{path}"))" }
            )
        }
        try await RunningGateway.run { gateway in
            let document = try await gateway.send(.GET, "/openapi.json")
            #expect(document.headers.first(name: "content-type") == "application/json")
            #expect((document.json?["openapi"] as? String)?.hasPrefix("3.1") == true)
            let paths = try #require(document.json?["paths"] as? [String: [String: Any]])
            let written = Set(paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } })
            #expect(written == served)
        }
    }
}
