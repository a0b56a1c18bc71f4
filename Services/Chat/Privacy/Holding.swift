import FoundationEssentials
import Persistence

/// How much there is of a kind of data of one person.
struct Holding: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case conversations, messages, summaries, images, feedback, events, wellbeing
        case searchIndex = "search_index"
        case helpDesk = "help_desk"
        case prompts = "help_desk_prompts"
    }

    let kind: Kind
    let count: Int
    let since: Date?
    let until: Date?

    init(_ kind: Kind, count: Int) {
        self.kind = kind
        self.count = count
        since = nil
        until = nil
    }

    init(_ kind: Kind, row: Row?) throws {
        self.kind = kind
        count = try row?.get("count") ?? 0
        since = try row?.get("since")
        until = try row?.get("until")
    }
}
