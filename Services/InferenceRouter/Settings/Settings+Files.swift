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
    func endpoints(home: String, _ catalogue: ModelCatalogue, _ make: EndpointFactory) throws -> [Endpoint] {
        let file = EndpointFile(path: endpointFile ?? "\(home)/endpoints.yaml", capabilities: catalogue.names)
        return try file.load(adding: endpoints, isRequired: endpointFile != nil).map { declaration in
            do {
                return try make.endpoint(declaration, make.secrets.credentials(declaration.secrets))
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
