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
        let document = try OpenAPIDocument(file: Repository.path("Services/Gateway/openapi.yaml"))
        #expect(document.json["openapi"]?.string?.hasPrefix("3.1") == true)
        #expect(Set(document.operations.map { "\($0.method) \($0.path)" }) == served)
    }

    @Test func theMergedDocumentNamesPathsAsTheGatewayExposesThem() async throws {
        try await FakeDaemon.run { daemon in
            try await RunningGateway.run(["CHAT_URL": daemon]) { gateway in
                let answer = try await gateway.send(.GET, "/openapi.json")
                #expect(answer.headers.first(name: "content-type") == "application/json")
                let document: JSONValue = try answer.decoded()
                #expect(document["openapi"]?.string == "3.1.0")
                let paths = try #require(document["paths"]?.object)
                #expect(paths["/auth/login"]?["post"] != nil && paths["/api/users"]?["get"] != nil)
                let asked = try #require(paths["/api/chat"]?["post"])
                #expect(asked["tags"]?.array == [.string("chat")])
                #expect(asked["x-access"]?["requires"]?.string == "permission")
                // What a daemon says to its operator alone stands there once: the gateway's own.
                #expect(paths["/health"]?["get"]?["tags"]?.array == [.string("gateway")])
                let login = try #require(paths["/auth/login"]?["post"]?["responses"]?["401"]?["$ref"]?.string)
                #expect(login == "#/components/responses/gateway.Problem")
                #expect(document["components"]?["responses"]?["gateway.Problem"] != nil)
            }
        }
    }

    @Test func thePageIsReadableWithoutAnythingFromElsewhere() async throws {
        try await FakeDaemon.run { daemon in
            try await RunningGateway.run(["CHAT_URL": daemon]) { gateway in
                let page = try await gateway.send(.GET, "/docs")
                #expect(page.text.contains("<html lang=\"es\">") && page.text.contains("Parámetros"))
                #expect(page.text.contains("curl -X POST") && page.text.contains("Para estos roles: admin"))
                #expect(page.text.contains("Este servicio no responde ahora."))
                #expect(page.text.contains(gateway.url + "/auth/login") && !page.text.contains("origin.invalid"))
                #expect(!page.text.contains("src=\"http") && !page.text.contains("href=\"http"))
                let english = try await gateway.send(.GET, "/docs?language=en")
                #expect(english.text.contains("<html lang=\"en\">") && english.text.contains("Parameters"))
            }
        }
    }
}
