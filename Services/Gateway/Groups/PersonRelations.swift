import Hummingbird

/// Whom a person's groups link them to, as other daemons ask for it.
package struct PersonRelations: Codable, Sendable, Equatable, ResponseEncodable {
    package let groups: [String]
    /// Tutors of those groups.
    package let tutors: [String]
    /// Of a tutor: the students of their groups.
    package let students: [String]
}
