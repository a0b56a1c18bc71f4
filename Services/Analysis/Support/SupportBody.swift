import Hummingbird

/// What an administrator sees: what is set, what is missing, and who the people are.
struct SupportBody: ResponseEncodable, Sendable {
    let settings: SupportSettings
    let ready: Bool
    let missing: [SupportReadiness]
    let names: [String: String]

    private enum CodingKeys: CodingKey {
        case lines, people, acknowledgeMinutes, hours, outOfHours, ready, missing, names
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(settings.lines, forKey: .lines)
        try container.encode(settings.people, forKey: .people)
        try container.encode(settings.acknowledgeMinutes, forKey: .acknowledgeMinutes)
        try container.encode(settings.hours, forKey: .hours)
        try container.encodeIfPresent(settings.outOfHours, forKey: .outOfHours)
        try container.encode(ready, forKey: .ready)
        try container.encode(missing, forKey: .missing)
        try container.encode(names, forKey: .names)
    }
}

/// Whom a student can turn to.
struct SupportHelp: ResponseEncodable, Sendable {
    struct Person: Encodable, Sendable {
        let name: String
    }

    /// Whether students may talk with the companion.
    let ready: Bool
    let missing: [SupportReadiness]
    let lines: [SupportSettings.Line]
    let people: [Person]
}
