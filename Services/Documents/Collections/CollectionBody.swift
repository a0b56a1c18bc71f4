import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// A collection on the wire.
struct CollectionBody: ResponseEncodable, Sendable {
    let id: String
    let name: String
    let ownerID: String
    let isMine: Bool
    let groups: [String]
    let roles: [String]
    let conversationID: String?
    let documents: Int
    let pages: Int
    let bytes: Int
    let createdAt: Date
    let updatedAt: Date

    /// - Parameter reader: the person's id.
    init(_ counted: CountedCollection, for reader: String) {
        let collection = counted.collection
        id = collection.id
        name = collection.name
        ownerID = collection.owner
        isMine = collection.owner == reader
        // Whom else it is shared with is for its owner to know.
        groups = isMine ? collection.groups.sorted() : []
        roles = isMine ? collection.roles.map(\.rawValue).sorted() : []
        conversationID = collection.conversationID
        documents = counted.documents
        pages = counted.pages
        bytes = counted.bytes
        createdAt = collection.createdAt
        updatedAt = collection.updatedAt
    }
}

/// Collections, the newest first.
struct CollectionList: ResponseEncodable, Sendable {
    let items: [CollectionBody]
    let next: String?
}

/// What may be said of a new or changed collection; what is missing stays.
struct CollectionChange: Decodable, Sendable {
    /// Characters of a name.
    static let longestName = 120
    private static let mostGroups = 100

    let name: String?
    let groups: [String]?
    let roles: [Role]?

    /// - Throws: `CollectionError`.
    func checked() throws(CollectionError) -> CollectionChange {
        let name = name.map(FileName.line)
        if let name, !(1...Self.longestName).contains(name.count) { throw .badName(limit: Self.longestName) }
        if let groups, groups.count > Self.mostGroups || !groups.allSatisfy({ isID($0) }) { throw .badGroups }
        return CollectionChange(name: name, groups: groups, roles: roles)
    }
}
