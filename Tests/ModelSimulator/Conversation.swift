import NIOHTTP1

/// A chat request in either dialect.
struct Conversation: Decodable {
    struct Tool: Decodable {
        struct Function: Decodable {
            let name: String
            let parameters: JSONValue?
        }

        let function: Function
    }

    struct Options: Decodable {
        let numPredict: Int?

        private enum CodingKeys: String, CodingKey {
            case numPredict = "num_predict"
        }
    }

    struct StreamOptions: Decodable {
        let includeUsage: Bool?

        private enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    let model: String
    let messages: [Turn]
    let stream: Bool?
    let tools: [Tool]?
    let toolChoice: JSONValue?
    private let streamOptions: StreamOptions?
    private let maxTokens: Int?
    private let maxCompletionTokens: Int?
    private let options: Options?
    private let responseFormat: JSONValue?
    private let format: JSONValue?
    let keepAlive: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case model, messages, stream, tools, options, format
        case toolChoice = "tool_choice"
        case streamOptions = "stream_options"
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case responseFormat = "response_format"
        case keepAlive = "keep_alive"
    }

    /// A single prompt, as the endpoints without messages have it.
    init(
        model: String,
        prompt: String,
        images: [AttachedImage] = [],
        limit: Int? = nil,
        format: JSONValue? = nil
    ) {
        self.model = model
        messages = [Turn(role: "user", text: prompt, images: images)]
        maxTokens = limit
        self.format = format
        (stream, tools, toolChoice, streamOptions) = (nil, nil, nil, nil)
        (maxCompletionTokens, options, responseFormat, keepAlive) = (nil, nil, nil, nil)
    }

    var includesUsage: Bool { streamOptions?.includeUsage ?? false }

    /// The most tokens that the client allows.
    var limit: Int? {
        maxCompletionTokens ?? maxTokens ?? options?.numPredict.flatMap { $0 >= 0 ? $0 : nil }
    }

    var wantsJSON: Bool {
        if case .string(let type)? = responseFormat?["type"] { return type.hasPrefix("json") }
        switch format {
        case .object: return true
        case .string(let name): return name == "json"
        default: return false
        }
    }
}

/// One message: OpenAI's parts and data URLs, or Ollama's text and list of images.
struct Turn: Decodable {
    private struct Part: Decodable {
        struct Image: Decodable {
            let url: String
        }

        let text: String?
        let imageURL: Image?

        private enum CodingKeys: String, CodingKey {
            case text
            case imageURL = "image_url"
        }
    }

    let role: String
    let text: String
    let images: [AttachedImage]

    private enum CodingKeys: String, CodingKey {
        case role, content, images
    }

    init(role: String, text: String, images: [AttachedImage] = []) {
        self.role = role
        self.text = text
        self.images = images
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        role = try fields.decode(String.self, forKey: .role)
        let attached = try fields.decodeIfPresent([String].self, forKey: .images) ?? []
        if let parts = try? fields.decode([Part].self, forKey: .content) {
            text = parts.compactMap(\.text).joined(separator: "\n")
            images = parts.compactMap(\.imageURL).map { AttachedImage(url: $0.url) }
        } else {
            text = try fields.decodeIfPresent(String.self, forKey: .content) ?? ""
            images = attached.map { AttachedImage(base64: $0) }
        }
    }
}

/// What the simulator says of an image: its type and size, for it sees nothing in it.
struct AttachedImage {
    let description: String

    init(url: String) {
        guard url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else {
            description = "una dirección"
            return
        }
        let type = url[..<comma].dropFirst(5).prefix { $0 != ";" }
        description = "\(type), \(Self.bytes(url[comma...].dropFirst())) bytes"
    }

    init(base64: String) {
        description = "\(Self.bytes(base64[...])) bytes"
    }

    private static func bytes(_ base64: Substring) -> Int {
        base64.utf8.count * 3 / 4 - base64.suffix(2).count { $0 == "=" }
    }
}
