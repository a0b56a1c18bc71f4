/// The languages that Consulta speaks to people.
package enum Language: String, Codable, Sendable {
    case es, en

    /// The first language of `Accept-Language` that we speak; Spanish where none is.
    package init(acceptLanguage: String?) {
        let ranked = (acceptLanguage ?? "").split(separator: ",").map { item -> (tag: Substring, quality: Double) in
            let parts = item.split(separator: ";", maxSplits: 1)
            let tag = (parts.first ?? "").drop { $0 == " " }.prefix { $0.isLetter }
            let quality = parts.dropFirst().first.flatMap { $0.split(separator: "=").last }.flatMap { Double($0) }
            return (tag, quality ?? 1)
        }
        let known = ranked.filter { $0.quality > 0 && Language(rawValue: $0.tag.lowercased()) != nil }
        self = known.max { $0.quality < $1.quality }.flatMap { Language(rawValue: $0.tag.lowercased()) } ?? .es
    }
}

/// A sentence for people, in each language of the suite.
package struct LocalizedText: Equatable, Sendable {
    private let es: String
    private let en: String

    package init(es: String, en: String) {
        self.es = es
        self.en = en
    }

    package subscript(_ language: Language) -> String {
        switch language {
        case .es: es
        case .en: en
        }
    }
}
