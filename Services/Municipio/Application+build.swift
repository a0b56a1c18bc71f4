import Configuration
import Daemon
import Hummingbird
import NIOCore

/// The municipality look-up, composed.
///
/// - Parameter onListening: told the bound address once requests are answered.
package func buildApplication(
    config: ConfigReader,
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "municipio", defaultPort: 5006, config: config)
    let settings = try Settings(environment)
    let places = try Places(folder: settings.placesFolder, regions: settings.regions)

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
    return DaemonProcess([environment.server(router, onListening: onListening)], logger: environment.logger)
}
