import FoundationEssentials

/// What a daemon holds on a person, of one kind. Titles, purposes and grounds are sentences for that person.
package struct SubjectCategory: Codable, Sendable, Equatable {
    /// Stable: `conversations`.
    package let key: String
    package let title: String
    package let count: Int
    /// When the oldest and the newest of it came in.
    package let since: Date?
    package let until: Date?
    /// What it is kept for.
    package let purpose: String
    /// By what right.
    package let ground: String
    /// Nil where it is kept until somebody deletes it.
    package let retentionDays: Int?

    package init(
        key: String,
        title: String,
        count: Int,
        since: Date? = nil,
        until: Date? = nil,
        purpose: String,
        ground: String,
        retentionDays: Int? = nil
    ) {
        self.key = key
        self.title = title
        self.count = count
        self.since = since
        self.until = until
        self.purpose = purpose
        self.ground = ground
        self.retentionDays = retentionDays
    }
}

/// What a daemon did when it was told to forget a person.
package struct SubjectErasure: Codable, Sendable, Equatable {
    package struct Erased: Codable, Sendable, Equatable {
        package let key: String
        package let count: Int

        package init(_ key: String, _ count: Int) {
            self.key = key
            self.count = count
        }
    }

    /// What must stay, and why.
    package struct Kept: Codable, Sendable, Equatable {
        package let key: String
        package let count: Int
        package let ground: String
        package let until: Date?

        package init(_ key: String, _ count: Int, ground: String, until: Date? = nil) {
            self.key = key
            self.count = count
            self.ground = ground
            self.until = until
        }
    }

    package var erased: [Erased]
    package var kept: [Kept]

    package init(erased: [Erased] = [], kept: [Kept] = []) {
        self.erased = erased
        self.kept = kept
    }
}
