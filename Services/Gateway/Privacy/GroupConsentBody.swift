import Daemon
import Hummingbird
import SuiteProtocol

/// The minors of a group, and how what their guardians decide stands.
struct GroupConsentBody: ResponseEncodable {
    struct Text: Encodable {
        let purpose: Purpose
        let title: String
        let text: String
        let version: Int
    }

    struct Member: Encodable {
        struct Consent: Encodable {
            let purpose: Purpose
            let state: ConsentState
        }

        let id: String
        let name: String
        let consents: [Consent]
    }

    let name: String
    let purposes: [Text]
    let members: [Member]

    init(_ group: UserGroup, _ standing: Consents.Standing, _ language: Language) {
        name = group.name
        purposes = standing.terms.map {
            Text(purpose: $0.purpose, title: $0.title[language], text: $0.text[language], version: $0.version)
        }
        members = standing.people.map { user, states in
            Member(
                id: user.id,
                name: user.name,
                consents: zip(standing.terms, states).map { Member.Consent(purpose: $0.purpose, state: $1) }
            )
        }
    }
}
