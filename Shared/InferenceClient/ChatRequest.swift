/// What is asked of a model, in OpenAI's terms.
package struct ChatRequest: Encodable, Equatable, Sendable {
    package struct Message: Encodable, Equatable, Sendable {
        package enum Role: String, Encodable, Sendable { case system, user, assistant }

        package let role: Role
        package let content: String
        /// As `data:` URLs, shown after the text.
        package let images: [String]

        package init(_ role: Role, _ content: String, images: [String] = []) {
            self.role = role
            self.content = content
            self.images = images
        }

        private enum CodingKeys: String, CodingKey { case role, content }

        /// A text alone is sent as one: not every engine takes a list of parts.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(role, forKey: .role)
            if images.isEmpty {
                try container.encode(content, forKey: .content)
            } else {
                try container.encode([Part(text: content)] + images.map(Part.init(image:)), forKey: .content)
            }
        }
    }

    /// A part of a message's content, as OpenAI's vision models take it.
    private struct Part: Encodable {
        struct Address: Encodable {
            let url: String
        }

        let type: String
        let text: String?
        let imageURL: Address?

        private enum CodingKeys: String, CodingKey {
            case type, text
            case imageURL = "image_url"
        }

        init(text: String) {
            type = "text"
            self.text = text
            imageURL = nil
        }

        init(image url: String) {
            type = "image_url"
            text = nil
            imageURL = Address(url: url)
        }
    }

    struct StreamOptions: Encodable, Equatable {
        let includeUsage = true
    }

    /// A capability (`medical-chat`) or the name of a model.
    package let model: String
    package let messages: [Message]
    package let temperature: Double?
    package let maxTokens: Int?
    let stream = true
    let streamOptions = StreamOptions()

    package init(model: String, messages: [Message], temperature: Double? = nil, maxTokens: Int? = nil) {
        self.model = model
        self.messages = messages
        self.temperature = temperature
        self.maxTokens = maxTokens
    }
}
