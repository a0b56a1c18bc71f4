import Hummingbird
import SuiteProtocol

/// Who a person is and whom their groups link them to, as other daemons ask for it.
package struct PersonRelations: Codable, Sendable, Equatable, ResponseEncodable {
    package let name: String
    package let email: String?
    package let roles: [Role]
    /// What the person's data may not be used for.
    package var withheld: Set<Purpose>
    package let groups: [String]
    /// Tutors of those groups.
    package let tutors: [String]
    /// Of a tutor: the students of their groups.
    package let students: [String]
}

/// A group's students, as other daemons ask for them.
struct GroupStudents: Codable, Sendable, ResponseEncodable {
    let name: String
    let students: [String]
}
