/// One text or several, as embeddings and prompts are given; lists of token numbers count as texts of numbers.
struct TextInput: Decodable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            texts = [text]
        } else if let list = try? value.decode([String].self) {
            texts = list
        } else if let numbers = try? value.decode([Int].self) {
            texts = [numbers.map(String.init).joined(separator: " ")]
        } else {
            texts = try value.decode([[Int]].self).map { $0.map(String.init).joined(separator: " ") }
        }
    }

    var tokenCount: Int { texts.reduce(0) { $0 + ($1.unicodeScalars.count + 3) / 4 } }
}
