import Daemon
import Identity
import SuiteProtocol

/// Who may hear of a live event: the topics of `/ws`.
enum LiveAudience: Sendable, Equatable {
    /// The person whom it concerns.
    case owner(String)
    /// Those whom the event names.
    case people(Set<String>)
    case permission(Permission)

    /// nil for an event that names nobody, or that the suite doesn't know: nobody hears of it.
    init?(_ type: EventType?, _ data: JSONValue) {
        switch type {
        case .endpointStateChanged: self = .permission(.observe)
        case .ticketCreated: self = .permission(.keepOffices)
        case .alertRaised, .alertUpdated, .interventionChanged:
            self = .people(Set((data["audience"]?.array ?? []).compactMap(\.string)))
        case nil: return nil
        default:
            guard let owner = data["owner_id"]?.string else { return nil }
            // The tutor, too, who answers them.
            if let tutor = data["tutor_id"]?.string {
                self = .people([owner, tutor])
            } else {
                self = .owner(owner)
            }
        }
    }

    func includes(_ principal: Principal) -> Bool {
        switch self {
        case .owner(let subject): principal.subject == subject
        case .people(let subjects): subjects.contains(principal.subject)
        case .permission(let permission): principal.can(permission)
        }
    }
}
