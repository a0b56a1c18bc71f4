import FoundationEssentials
import Hummingbird
import Identity
import SuiteProtocol

/// What a sheet asks of each document: its columns, and who may use it.
struct SheetTemplate: Sendable, Equatable {
    enum Kind: String, Codable, Sendable {
        case sheet
        /// Its columns have weights, and each row a total.
        case rubric
    }

    let id: String
    let name: String
    let kind: Kind
    let columns: [SheetColumn]
    /// Nil for an example that is shipped.
    let owner: String?
    let groups: Set<String>
    let roles: Set<Role>
    let createdAt: Date
    let updatedAt: Date
}

/// A template on the wire.
struct TemplateBody: ResponseEncodable, Sendable {
    let id: String
    let name: String
    let kind: SheetTemplate.Kind
    let columns: [SheetColumn]
    /// Told to the owner only.
    let groups: [String]
    let roles: [Role]
    let isMine: Bool
    let isExample: Bool
    let createdAt: Date
    let updatedAt: Date

    init(_ template: SheetTemplate, for principal: Principal) {
        id = template.id
        name = template.name
        kind = template.kind
        columns = template.columns
        isMine = template.owner == principal.subject
        groups = isMine ? template.groups.sorted() : []
        roles = isMine ? template.roles.sorted { $0.rawValue < $1.rawValue } : []
        isExample = template.owner == nil
        createdAt = template.createdAt
        updatedAt = template.updatedAt
    }
}
