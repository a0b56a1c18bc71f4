/// What is known of a message beside its text; sealed with it.
struct MessageFacts: Codable, Equatable, Sendable {
    var entities: [Entity] = []
    /// How the question was treated.
    var safety: Safety?
    var sources: [Source] = []
}

/// Reads messages by rules, before and after any model.
struct MessageReading: Sendable {
    let entities: EntityExtractor
    let promptGuard: PromptGuard

    func facts(ofQuestion text: String) -> MessageFacts {
        MessageFacts(entities: entities.entities(in: text), safety: promptGuard.judge(text))
    }
}
