import Logging

/// Makes endpoints as this installation wants them.
struct EndpointFactory: Sendable {
    let choosing: ChoosingSettings
    let destinations: DestinationSettings
    let secrets: SecretFolder
    let logger: Logger

    /// Where a secret is missing the endpoint is made without it: it will say itself that it refuses us.
    func endpoint(_ declaration: EndpointDeclaration, replacing predecessor: Endpoint? = nil) throws -> Endpoint {
        var credentials: [EndpointCredential] = []
        do {
            credentials = try secrets.credentials(declaration.secrets)
        } catch {
            logger.error("no credential", metadata: ["endpoint": "\(declaration.id)", "error": "\(error)"])
        }
        return try endpoint(declaration, credentials, replacing: predecessor)
    }

    func endpoint(
        _ declaration: EndpointDeclaration,
        _ credentials: [EndpointCredential],
        replacing predecessor: Endpoint? = nil
    ) throws -> Endpoint {
        try Endpoint(
            declaration,
            concurrency: choosing.concurrency,
            destinations: destinations,
            credentials: credentials,
            replacing: predecessor
        )
    }
}
