/// What municipio knows of a question.
struct Consultation: Codable, Sendable {
    struct Search: Codable, Sendable {
        enum Decision: String, Codable, Sendable {
            case match, choose, none
        }

        let decision: Decision
        let items: [Candidate]
        /// What to tell the person of the place.
        let message: String?
        /// The place that was meant, where it lies elsewhere.
        let outside: String?
    }

    struct Candidate: Codable, Sendable {
        let code: String
        let name: String
        let province: String
        let country: String
        let cabecera: String?
        /// The name that the question was taken for, such as a village of the municipality.
        let matched: String?
    }

    struct Mention: Codable, Sendable {
        let negated: Bool
    }

    struct Place: Codable, Sendable {
        let code: String
        let name: String
        let province: String
        let country: String
        let cabecera: String?
        let latitude: Double?
        let longitude: Double?
    }

    struct Office: Codable, Sendable {
        let id: String
        let dependencia: String
        let localidades: String?
        let direccion: String?
        let telefono: String?
        let whatsapp: String?
        let horario: String?
        let email: String?
        /// As municipio writes it.
        let confirmedAt: String?
        let stale: Bool
        let example: Bool
    }

    struct Topic: Codable, Sendable {
        let id: String
        let title: String
        let answer: String
        let example: Bool
    }

    struct Hit: Codable, Sendable {
        let topic: Topic
    }

    let search: Search
    let places: [Mention]
    let place: Place?
    let offices: [Office]
    let topics: [Hit]
}
