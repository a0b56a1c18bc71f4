import Configuration
import Daemon
import Hummingbird
import Identity
import NIOCore

/// The municipality look-up, composed.
///
/// - Parameters:
///   - keys: the public keys of the suite; by default those that `SuitePublicKeys` finds.
///   - onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "municipio", defaultPort: 5006, config: config)
    let settings = try Settings(environment)
    let places = try Places(folder: settings.placesFolder, regions: settings.regions)

    let client = HTTPClientService()
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )

    let router = environment.makeRouter(openAPI: try environment.openAPI(in: "Municipio").text)
    router.addRoutes(
        PlaceController(
            places: places,
            maxQuestionCharacters: settings.maxQuestionCharacters,
            maxTextCharacters: settings.maxTextCharacters,
            maxNames: settings.maxNames
        ).routes,
        atPath: "api/municipios"
    )
    router.addSubjects(NoSubjects(), verifier: verifier)
    return DaemonProcess([client, environment.server(router, onListening: onListening)], logger: environment.logger)
}
