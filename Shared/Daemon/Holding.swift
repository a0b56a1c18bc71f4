import FoundationEssentials
import Persistence
import SuiteProtocol

/// How much there is of a kind of data of one person.
package struct Holding: RowDecodable, Sendable {
    package let count: Int
    package let since: Date?
    package let until: Date?

    package init(count: Int) {
        (self.count, since, until) = (count, nil, nil)
    }

    package init(row: Row) throws {
        count = try row.get("count")
        since = try row.get("since")
        until = try row.get("until")
    }
}

extension Database {
    /// The rows of `table` whose `column` names a person, with the first and the last `time` of them.
    package func holding(
        in table: String,
        where column: String,
        is person: String,
        at time: String
    ) async throws -> Holding? {
        try await read { db in
            try db.first(
                """
                SELECT COUNT(*) AS count, MIN(\(identifier: time)) AS since, MAX(\(identifier: time)) AS until
                FROM \(identifier: table) WHERE \(identifier: column) = \(person)
                """
            )
        }
    }
}

/// What people are told of a kind of data.
package struct HoldingText: Sendable {
    private let title: LocalizedText
    private let purpose: LocalizedText
    private let ground: LocalizedText

    package init(title: LocalizedText, purpose: LocalizedText, ground: LocalizedText) {
        self.title = title
        self.purpose = purpose
        self.ground = ground
    }

    package func category(
        _ key: String,
        _ holding: Holding?,
        days: Int? = nil,
        in language: Language
    ) -> SubjectCategory {
        SubjectCategory(
            key: key,
            title: title[language],
            count: holding?.count ?? 0,
            since: holding?.since,
            until: holding?.until,
            purpose: purpose[language],
            ground: ground[language],
            retentionDays: days
        )
    }
}
