import Identity
import SuiteProtocol

/// Who asked for a run, as they were then: what the run may read, and whom models answer.
struct SheetAsker: Codable, Sendable, Equatable {
    private let subject: String
    private let name: String
    private let roles: Set<Role>
    private let groups: Set<String>
    private let withheld: Set<Purpose>

    init(_ principal: Principal) {
        (subject, name, roles) = (principal.subject, principal.name, principal.roles)
        (groups, withheld) = (principal.groups, principal.withheld)
    }

    var principal: Principal {
        Principal(subject: subject, name: name, roles: roles, groups: groups, withheld: withheld)
    }
}
