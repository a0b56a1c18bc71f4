import Daemon
import FoundationEssentials

extension Settings {
    /// What `models.yaml` says.
    func models(home: String) throws -> ModelCatalogue {
        let own = "\(home)/models.yaml"
        let isThere = FileManager.default.fileExists(atPath: own)
        return try ModelFile(path: modelFile ?? (isThere ? own : "Services/InferenceRouter/models.yaml")).load()
    }

    /// Every endpoint that the configuration names, with its credentials.
    func endpoints(home: String, _ catalogue: ModelCatalogue, _ secrets: SecretFolder) throws -> [Endpoint] {
        let file = EndpointFile(
            path: endpointFile ?? "\(home)/endpoints.yaml",
            capabilities: Set(catalogue.capabilities.map(\.capability))
        )
        return try file.load(adding: endpoints, isRequired: endpointFile != nil).map { declaration in
            do {
                return try Endpoint(
                    declaration,
                    concurrency: choosing.concurrency,
                    destinations: destinations,
                    credentials: try secrets.credentials(declaration.secrets)
                )
            } catch let error as SecretFolder.Failure {
                throw ConfigurationError("EXTERNAL_ENDPOINTS", "\(declaration.id): \(error)")
            } catch Endpoint.Refused.clinicalOutside {
                throw ConfigurationError(
                    "EXTERNAL_ENDPOINTS",
                    "\(declaration.id): clinical requests never leave the institution"
                )
            }
        }
    }
}
