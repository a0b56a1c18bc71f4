import Persistence
import SuiteProtocol

/// Which people a list shows.
package struct UserFilter: Sendable {
    /// Words that a name, a user name or an e-mail begins with.
    let words: [String]
    let role: Role?
    let groupID: String?
    let status: UserStatus?

    package init(search: String = "", role: Role? = nil, groupID: String? = nil, status: UserStatus? = nil) {
        let mailbox = search.contains("@") ? String(search.prefix { $0 != "@" }) : search
        words = Array(mailbox.plainWords.prefix(UserIndex.mostWords))
        self.role = role
        self.groupID = groupID
        self.status = status
    }
}

/// A part of the list of people.
package struct UserPage: Sendable {
    package let people: [Person]
    /// All that the filter lets through.
    package let total: Int
    package let next: String?
}

extension UserStore {
    /// Oldest first, after the id `cursor`.
    package func list(_ filter: UserFilter = UserFilter(), after cursor: String? = nil, limit: Int) async throws
        -> UserPage
    {
        let searched = filter.words.map { (word: $0, key: registry.index.term(ofSearched: $0)) }
        var condition: SQL = "1 = 1"
        for (_, key) in searched {
            condition = "\(condition) AND id IN (SELECT user_id FROM user_terms WHERE term = \(key.term))"
        }
        if let role = filter.role { condition = "\(condition) AND \(role.condition)" }
        if let status = filter.status { condition = "\(condition) AND \(status.condition)" }
        if let group = filter.groupID {
            condition = "\(condition) AND id IN (SELECT user_id FROM group_members WHERE group_id = \(group))"
        }
        let isExact = searched.allSatisfy(\.key.isExact)
        return try await database.read { [registry, condition] db in
            let found: (users: [User], total: Int)
            if isExact {
                found = (
                    try registry.users("\(condition) AND id > \(cursor ?? "")", limit: limit + 1, in: db),
                    try db.value("SELECT COUNT(*) AS value FROM users WHERE \(condition)") ?? 0
                )
            } else {
                let rows = try db.rows("SELECT \(User.columns) FROM users WHERE \(condition) ORDER BY id")
                    .filter { try registry.index.matches($0, filter.words) }
                let rest = try rows.drop { try $0.get("id", as: String.self) <= cursor ?? "" }
                found = (try rest.prefix(limit + 1).map { try User(row: $0, registry.keyring) }, rows.count)
            }
            let page = Array(found.users.prefix(limit))
            return UserPage(
                people: try registry.people(page, in: db),
                total: found.total,
                next: found.users.count > limit ? page.last?.id : nil
            )
        }
    }
}
