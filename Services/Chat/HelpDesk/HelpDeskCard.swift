import Daemon

/// What is told a citizen without any model: the place with its offices, places to choose from, approved answers.
struct HelpDeskCard: Encodable, Sendable {
    struct Municipality: Encodable, Sendable {
        let code: String
        let name: String
        let province: String
        let country: String
        let cabecera: String?
        let latitude: Double?
        let longitude: Double?
        let offices: [Consultation.Office]
    }

    struct Source: Encodable, Sendable {
        enum Kind: String, Encodable, Sendable {
            case office, topic
        }

        let kind: Kind
        let id: String
        let title: String
    }

    let sessionID: String
    var municipio: Municipality?
    var candidates: [Consultation.Candidate] = []
    var sources: [Source] = []
    let intent: HelpDeskIntent
    var unanswered = false
    /// Whom to call, where the question speaks of danger.
    var help: HelpCard?
    /// The same in words.
    let words: String
    /// Everything that a model may speak of.
    var facts: [String] = []

    private enum CodingKeys: String, CodingKey {
        case sessionID, municipio, candidates, sources, intent, unanswered, help
    }

    /// One that only says something.
    init(_ words: String, intent: HelpDeskIntent, session: String) {
        sessionID = session
        self.intent = intent
        self.words = words
    }

    init(_ known: Consultation, intent: HelpDeskIntent, session: String, in language: Language) {
        sessionID = session
        self.intent = intent
        let topics = known.topics.map(\.topic)
        if let place = known.place {
            municipio = Municipality(
                code: place.code,
                name: place.name,
                province: place.province,
                country: place.country,
                cabecera: place.cabecera,
                latitude: place.latitude,
                longitude: place.longitude,
                offices: known.offices
            )
        } else if known.search.decision == .choose {
            candidates = known.search.items
        }
        sources =
            known.offices.map { Source(kind: .office, id: $0.id, title: $0.dependencia) }
            + topics.map { Source(kind: .topic, id: $0.id, title: $0.title) }
        let isUnderstood = known.place != nil || known.search.decision != .none || known.search.outside != nil
        unanswered =
            switch intent {
            case .greeting: false
            case .benefits, .requirements: topics.isEmpty
            case .address: known.place != nil && known.offices.isEmpty && topics.isEmpty
            case .other: topics.isEmpty && !isUnderstood
            }
        facts = Self.facts(known, in: language)
        words = Self.words(known, facts: facts, intent: intent, unanswered: unanswered, in: language)
    }

    /// By paragraphs: each office, each approved answer.
    private static func facts(_ known: Consultation, in language: Language) -> [String] {
        let place = known.place.map { place in
            [place.name + ", " + place.province, place.cabecera.map { Messages.cabecera[language] + ": " + $0 }]
                .compactMap { $0 }.joined(separator: "\n")
        }
        return [place].compactMap { $0 } + known.offices.map { Messages.office($0, in: language) }
            + known.topics.map { Messages.topic($0.topic, in: language) }
    }

    private static func line(_ candidate: Consultation.Candidate) -> String {
        let place = "- \(candidate.name), \(candidate.province)"
        guard let matched = candidate.matched, matched != candidate.name else { return place }
        return "\(place) (\(matched))"
    }

    private static func words(
        _ known: Consultation,
        facts: [String],
        intent: HelpDeskIntent,
        unanswered: Bool,
        in language: Language
    ) -> String {
        var parts: [String] = []
        if intent == .greeting, facts.isEmpty { return Messages.greeting[language] }
        if known.place == nil, known.search.decision == .choose {
            let isOne = known.search.items.count == 1
            parts.append((isOne ? Messages.confirmPlace : Messages.choosePlace)[language])
            parts.append(known.search.items.map(Self.line).joined(separator: "\n"))
        }
        parts += facts
        if known.place != nil, known.offices.isEmpty { parts.append(Messages.noOffice[language]) }
        if unanswered {
            let isUnderstood = known.place != nil || intent != .other
            parts.append((isUnderstood ? Messages.notKnown : Messages.notUnderstood)[language])
        } else if parts.isEmpty {
            parts.append(known.search.outside == nil ? Messages.nameYourPlace[language] : known.search.message ?? "")
        }
        return parts.joined(separator: "\n\n")
    }
}
