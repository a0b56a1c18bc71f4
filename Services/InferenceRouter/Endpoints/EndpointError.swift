import Daemon
import HTTPTypes

/// Why an endpoint is not added or changed.
enum EndpointError: Error, Equatable, ProblemConvertible {
    case invalidURL, invalidName, invalidFigure, unknownCapability, invalidPrice
    case invalidSecret, secretNotFound
    case clinicalOutside, dataClassesMissing
    case exists, inSettings

    var problem: Problem {
        switch self {
        case .invalidURL: Problem(.badRequest, "invalid_url", RouterMessages.invalidURL)
        case .invalidName: Problem(.badRequest, "invalid_name", RouterMessages.invalidName)
        case .invalidFigure: Problem(.badRequest, "invalid_limits", RouterMessages.invalidFigure)
        case .unknownCapability: Problem(.badRequest, "unknown_capability", RouterMessages.unknownCapability)
        case .invalidPrice: Problem(.badRequest, "invalid_price", RouterMessages.invalidPrice)
        case .invalidSecret: Problem(.badRequest, "invalid_secret", RouterMessages.invalidSecret)
        case .secretNotFound: Problem(.badRequest, "secret_not_found", RouterMessages.secretNotFound)
        case .clinicalOutside: Problem(.badRequest, "clinical_outside", RouterMessages.clinicalOutside)
        case .dataClassesMissing: Problem(.badRequest, "data_classes_missing", RouterMessages.dataClassesMissing)
        case .exists: Problem(.conflict, "endpoint_exists", RouterMessages.endpointExists)
        case .inSettings: Problem(.conflict, "endpoint_in_settings", RouterMessages.endpointInSettings)
        }
    }
}
