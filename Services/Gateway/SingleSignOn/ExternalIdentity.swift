import Foundation
import Persistence

/// A person as the provider knows them.
struct ExternalIdentity: Sendable {
    let issuer: String
    let subject: String
    let verifiedEmail: String?
    let name: String?

    /// What is stored: some providers' subjects are names or addresses.
    func key(by keyring: Keyring) throws -> Data {
        guard let key = keyring.searchTerms([subject], for: "identity of \(issuer)").first else {
            throw SingleSignOnError.refused
        }
        return key
    }
}
