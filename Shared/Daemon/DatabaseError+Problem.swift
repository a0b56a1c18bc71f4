import HTTPTypes
import Persistence

extension DatabaseError: ProblemConvertible {
    /// What passes by itself is a 503 that may be repeated; all else is ours to mend.
    package var problem: Problem {
        switch self {
        case .unavailable, .noFreeConnection, .conflict, .locked, .statementTimeout, .commitInDoubt:
            Problem(
                .serviceUnavailable,
                "storage_unavailable",
                LocalizedText(
                    es: "Los datos no están disponibles ahora. No se perdió nada de lo guardado; inténtalo de nuevo.",
                    en: "The data is not available right now. Nothing stored was lost; try again."
                ),
                headers: [.retryAfter: "2"]
            )
        case .full, .readOnly:
            Problem(
                .insufficientStorage,
                "storage_full",
                LocalizedText(
                    es: "No queda espacio para guardar. Avisa a quien administra el sistema.",
                    en: "There is no room left to save. Tell your administrator."
                )
            )
        case .constraint, .corrupt, .transactionFailed, .unstorable, .statement, .unsupportedURL: .internal
        }
    }
}

extension HTTPResponse.Status {
    fileprivate static var insufficientStorage: Self { .init(code: 507, reasonPhrase: "Insufficient Storage") }
}
