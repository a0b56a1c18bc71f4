import FoundationEssentials
import SuiteProtocol

/// Documents that belong together, and who may read them.
struct Collection: Sendable, Equatable {
    let id: String
    let name: String
    let owner: String
    /// Whose members may read it.
    let groups: Set<String>
    /// Whose holders may read it.
    let roles: Set<Role>
    /// The conversation that it belongs to; it is nobody else's then, and not listed.
    let conversationID: String?
    let createdAt: Date
    let updatedAt: Date
}
