import Configuration
import Daemon

/// Domains of e-mail addresses, in lower case, as a setting names them: `liceo.example, @hospital.example`.
struct EmailDomains: Sendable, Equatable {
    let names: Set<String>

    var isEmpty: Bool { names.isEmpty }

    /// - Parameter key: of the setting, as the environment writes it.
    init(_ text: String, key: String) throws(ConfigurationError) {
        names = Set(
            text.lowercased().split { $0 == "," || $0.isWhitespace }
                .map { $0.hasPrefix("@") ? String($0.dropFirst()) : String($0) }
        )
        for name in names where !name.dropFirst().dropLast().contains(".") || name.contains("@") {
            throw ConfigurationError(key, "expected domains such as liceo.example")
        }
    }

    func contains(_ address: EmailAddress) -> Bool { names.contains(address.domain) }
}
