extension OpenAIRoutes {
    private struct EmbeddingsRequest: Decodable {
        let model: String
        let input: TextInput
        let dimensions: Int?
        let encodingFormat: String?

        private enum CodingKeys: String, CodingKey {
            case model, input, dimensions
            case encodingFormat = "encoding_format"
        }
    }

    func embeddings(_ request: Request) throws -> Response {
        let asked = try request.decode(EmbeddingsRequest.self)
        let model = try known(asked.model)
        let dimensions = asked.dimensions ?? simulator.settings.embeddingDimensions
        guard (1...16_384).contains(dimensions) else {
            throw Refusal(400, "invalid_request_error", "dimensions must be from 1 to 16384")
        }
        let data: [JSONValue] = asked.input.texts.enumerated().map { index, text in
            let vector = Embedding.vector(text, dimensions: dimensions)
            let value: JSONValue =
                asked.encodingFormat == "base64"
                ? .string(Embedding.base64(vector)) : .array(vector.map { .number(Double($0)) })
            return ["object": "embedding", "index": .integer(index), "embedding": value]
        }
        let tokens = JSONValue.integer(asked.input.tokenCount)
        var response = Response.json([
            "object": "list", "data": .array(data), "model": .string(asked.model),
            "usage": ["prompt_tokens": tokens, "total_tokens": tokens],
        ])
        response.delay =
            simulator.settings.pace.adjusted(by: request.headers, Directives("")).firstToken
        response.delay = response.delay + simulator.load(model)
        return response
    }
}
