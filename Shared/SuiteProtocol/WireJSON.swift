import FoundationEssentials

/// JSON as it crosses a border of the suite: `snake_case` keys, RFC 3339 times in UTC with milliseconds.
package enum WireJSON {
    package static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = .withoutEscapingSlashes
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(text(date))
        }
        return encoder
    }

    package static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in path.last.map { Key(camelCase($0.stringValue)) } ?? Key("") }
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = date(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 time")
            }
            return date
        }
        return decoder
    }

    package static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: withFraction)) ?? (try? Date(text, strategy: .iso8601))
    }

    private static let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// RFC 3339 in UTC, with milliseconds.
    package static func text(_ date: Date) -> String {
        // The format cuts off what is below a millisecond, and most milliseconds are a hair less as a Double.
        date.addingTimeInterval(0.000_5).formatted(withFraction)
    }

    /// The day in UTC, as in `2026-11-21`.
    package static func day(_ date: Date) -> String { String(text(date).prefix(10)) }

    /// `conversation_id` → `conversationID`: Swift writes abbreviations in capitals.
    static func camelCase(_ key: String) -> String {
        let words = key.split(separator: "_")
        guard words.count > 1, let first = words.first else { return key }
        return words.dropFirst().reduce(into: String(first)) { name, word in
            name +=
                ["id", "url", "ip"].contains(word) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}
