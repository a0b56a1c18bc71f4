/// A kind of data of one person, in the order in which they are told of it.
enum HoldingKind: String, CaseIterable, Sendable {
    case conversations, messages, summaries, wellbeing, images, attachments, feedback
    case searchIndex = "search_index"
    case helpDesk = "help_desk"
    case prompts = "help_desk_prompts"
    case events
}
