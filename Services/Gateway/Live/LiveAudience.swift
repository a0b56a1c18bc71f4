import Daemon
import Identity
import SuiteProtocol

/// Who may hear of a live event: the topics of `/ws`.
enum LiveAudience: Sendable, Equatable {
    /// The person whom it concerns.
    case owner(String)
    case permission(Permission)

    /// nil for an event that names nobody, or that the suite doesn't know: nobody hears of it.
    init?(_ type: EventType?, _ data: JSONValue) {
        switch type {
        case .endpointStateChanged: self = .permission(.observe)
        case .ticketCreated: self = .permission(.keepOffices)
        case nil: return nil
        default:
            guard let owner = data["owner_id"]?.string else { return nil }
            self = .owner(owner)
        }
    }

    func includes(_ principal: Principal) -> Bool {
        switch self {
        case .owner(let subject): principal.subject == subject
        case .permission(let permission): principal.can(permission)
        }
    }
}
