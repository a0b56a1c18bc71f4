import Daemon
import Foundation
import SuiteProtocol

/// What an import does, line by line: shown before, and done afterwards.
struct ImportPlan: Sendable {
    enum Action: String, Encodable, Sendable {
        case create, update, unchanged, error
    }

    struct Change: Encodable, Sendable {
        let field: String
        let from: String?
        let to: String?
    }

    struct Line: Sendable {
        let line: Int
        var name: String
        var username: String
        var email: String?
        var roles: Set<Role> = []
        var groups: [String] = []
        var isMinor = false
        var step: Step

        var action: Action {
            switch step {
            case .create: .create
            case .update: .update
            case .unchanged: .unchanged
            case .error: .error
            }
        }
    }

    enum Step: Sendable {
        /// Keys of the groups that the person belongs to from now on.
        case create(User, groupKeys: [String])
        case update(Person, UserChange, groupKeys: [String], changes: [Change])
        case unchanged(User)
        case error(ImportFault)
    }

    var lines: [Line] = []
    /// Named for the first time, by their keys.
    var newGroups: [String: ImportRow.Group] = [:]

    func count(_ action: Action) -> Int { lines.count { $0.action == action } }
}

/// Everybody there is, as an import looks them up.
struct KnownPeople: Sendable {
    var byEmail: [String: Person] = [:]
    var byUsername: [String: Person] = [:]
    var byName: [String: [Person]] = [:]
    /// By their keys.
    var groups: [String: GroupReference] = [:]
    var administrators: Set<String>

    init(_ people: [Person], groups: [GroupReference], administrators: Set<String>) {
        self.administrators = administrators
        for person in people {
            let user = person.user
            if let email = user.email { byEmail[EmailAddress.key(of: email)] = person }
            byUsername[Username.key(of: user.username)] = person
            byName[Self.nameKey(user.name), default: []].append(person)
        }
        self.groups = Dictionary(
            groups.map { (UserGroup.key(of: $0.name), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    static func nameKey(_ name: String) -> String { name.plainWords.joined(separator: " ") }
}
