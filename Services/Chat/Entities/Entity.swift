/// A clinical fact that a message mentions, and where it stands.
package struct Entity: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case medicine, dose, frequency, route, age, sex, symptom, duration, allergy, icd10
        case vitalSign = "vital_sign"
        case labValue = "lab_value"
    }

    /// A figure, or a text where one figure can't say it: `140/90`, `3-4`, the name behind another spelling.
    package enum Value: Equatable, Sendable {
        case number(Double)
        case text(String)
    }

    package let kind: Kind
    /// As written in the message.
    package let text: String
    /// In UTF-16 code units of the message.
    package let start: Int
    package let end: Int
    package let value: Value?
    /// Normalised: `mg`, `mL`, `mmHg`, `°C`, `lpm`, `h`, `días`.
    package let unit: String?
    /// Denied, resolved, or a medicine to avoid.
    package let negated: Bool

    package enum CodingKeys: String, CodingKey {
        case text, start, end, value, unit, negated
        case kind = "type"
    }
}

extension Entity.Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        }
    }
}
