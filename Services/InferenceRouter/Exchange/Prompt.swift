import NIOCore
import Relay

/// A request's body, as far as it is here, in the words of one API, and what is sent of it to an endpoint.
struct Prompt {
    let operation: InferenceOperation
    let outline: RequestOutline
    let body: ByteBuffer
    /// False: more follows, straight from the client.
    let isWhole: Bool
    /// The length of all of it, where the client said it.
    let length: Int?
    let accept: String?
    /// With the boundary of a form; JSON where it is nil.
    let contentType: String?

    var size: HeaderDeadlines.PromptSize { HeaderDeadlines.PromptSize(bytes: body.readableBytes) }

    /// How long all of it is, as far as that is known.
    var bytes: Int { length ?? body.readableBytes }

    /// Whether usage is told only because we ask for it.
    var addsUsage: Bool {
        if case .splice = outline.usage { true } else { false }
    }

    var isAudio: Bool { operation == .openAI(.transcription) || operation == .openAI(.speech) }

    /// Neither numbers nor audio.
    var hasTextAnswer: Bool {
        switch operation {
        case .openAI(.embeddings), .openAI(.speech), .ollama(.embed): false
        case .openAI, .ollama: true
        }
    }

    /// Whether the answer comes in pieces.
    var isStream: Bool {
        switch operation {
        case .openAI(.speech): true
        // Silence means a stream to Ollama, but not here.
        case .ollama(.embed): false
        case .openAI, .ollama: outline.isStream
        }
    }

    func parts(for grant: Grant) -> [ByteBuffer] {
        Splice.apply(splices(for: grant), to: body)
    }

    /// Our token stays here: an endpoint gets no more than it needs.
    ///
    /// - Parameter authorization: the endpoint's own.
    func request(to grant: Grant, authorization: String?, tags: RequestTags) -> UpstreamRequest {
        let growth = Splice.growth(splices(for: grant))
        return UpstreamRequest(
            .post,
            operation.path(at: grant.endpoint.address),
            to: grant.endpoint.upstream,
            framing: length.map { .length($0 + growth) } ?? .chunked,
            mayResend: true
        ) { fields in
            fields.add("content-type", contentType ?? "application/json")
            fields.add("accept", accept ?? "*/*")
            fields.add("user-agent", "consulta")
            if let authorization { fields.add("authorization", authorization) }
            tags.writeFields(to: &fields)
        }
    }

    /// A capability becomes the name that the endpoint knows.
    private func splices(for grant: Grant) -> [Splice] {
        guard grant.isAlias else { return outline.splices(model: nil) }
        return outline.splices(model: outline.isForm ? ByteBuffer(string: grant.model) : grant.encodedModel)
    }
}
