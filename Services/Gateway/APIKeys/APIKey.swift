import Foundation
import Persistence
import SuiteProtocol

/// What a key may be used for.
package enum APIKeyScope: String, Codable, CaseIterable, Sendable {
    /// The models, at `/v1` and `/ollama`.
    case inference

    var permission: Permission {
        switch self {
        case .inference: .infer
        }
    }
}

/// A program's way in, on behalf of the person who made it. The key itself is shown once and stored nowhere.
package struct APIKey: Sendable, Equatable {
    package let id: String
    package let ownerID: String
    package let name: String
    /// How it begins, so that people recognise it: `ck_Ab3dEf9h`.
    package let prefix: String
    package let scopes: Set<APIKeyScope>
    /// What may see the words that come with it; nil: as the capability that is asked for says.
    package let dataClass: DataClass?
    package let createdAt: Date
    package let expiresAt: Date?
    /// To within a minute.
    package let lastUsedAt: Date?

    /// What every key begins with.
    static let mark = "ck_"
}

extension APIKey {
    init(row: Row, _ keyring: Keyring) throws {
        let id: String = try row.get("id")
        self.id = id
        ownerID = try row.get("user_id")
        name = try row.get("sealed_name", as: EncryptedText.self).text(for: id, by: keyring)
        prefix = try row.get("prefix")
        let words = try row.get("scopes", as: String.self).split(separator: ",")
        scopes = Set(words.compactMap { APIKeyScope(rawValue: String($0)) })
        // A class that this version doesn't know is the strictest.
        dataClass = try row.get("data_class", as: String?.self).map { DataClass(rawValue: $0) ?? .clinical }
        createdAt = try row.get("created_at")
        expiresAt = try row.get("expires_at")
        lastUsedAt = try row.get("last_used_at")
    }
}

/// What a new key is made from, checked.
package struct NewAPIKey: Sendable {
    let name: DisplayName
    let scopes: Set<APIKeyScope>
    let dataClass: DataClass?
    let expiresAt: Date?

    package init(
        name: String,
        scopes: Set<APIKeyScope> = [.inference],
        dataClass: DataClass? = nil,
        expiresAt: Date? = nil,
        at now: Date = Date()
    ) throws(APIKeyError) {
        guard let name = DisplayName(name) else { throw .invalidName }
        guard !scopes.isEmpty else { throw .scopesMissing }
        if let expiresAt, expiresAt <= now { throw .expiryPassed }
        self.name = name
        self.scopes = scopes
        self.dataClass = dataClass
        self.expiresAt = expiresAt
    }
}
