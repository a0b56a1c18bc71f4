import Foundation
import Hummingbird
import Persistence

/// A sign-in that lasts, as its owner recognises it.
package struct SignInRecord: Sendable, Equatable {
    package let id: String
    package let device: String?
    package let network: String?
    package let createdAt: Date
    package let lastSeenAt: Date

    init(row: Row, _ keyring: Keyring) throws {
        let id: String = try row.get("id")
        self.id = id
        device = try row.get("sealed_device", as: EncryptedText?.self)?.text(for: id, by: keyring)
        network = try row.get("sealed_network", as: EncryptedText?.self)?.text(for: id, by: keyring)
        let createdAt: Date = try row.get("created_at")
        self.createdAt = createdAt
        lastSeenAt = try row.get("last_seen_at", as: Date?.self) ?? createdAt
    }
}

/// Sign-ins as the pages see them.
struct SignInList: ResponseEncodable {
    struct Item: Encodable {
        let id: String
        let device: String?
        let network: String?
        let createdAt: Date
        let lastSeenAt: Date
        /// Whether it is the one that asks.
        let current: Bool
    }

    let items: [Item]

    init(_ records: [SignInRecord], current: String?) {
        items = records.map { record in
            Item(
                id: record.id,
                device: record.device,
                network: record.network,
                createdAt: record.createdAt,
                lastSeenAt: record.lastSeenAt,
                current: record.id == current
            )
        }
    }
}
