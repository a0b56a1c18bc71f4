/// What is asked of a model, in OpenAI's terms.
package struct ChatRequest: Encodable, Equatable, Sendable {
    package struct Message: Encodable, Equatable, Sendable {
        package enum Role: String, Encodable, Sendable { case system, user, assistant }

        package let role: Role
        package let content: String

        package init(_ role: Role, _ content: String) {
            self.role = role
            self.content = content
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
