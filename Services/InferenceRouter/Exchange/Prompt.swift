import NIOCore
import Relay

/// A request's body, as far as it is here, and what is sent of it to an endpoint.
struct Prompt {
    /// `/v1/chat/completions`.
    let path: String
    /// The answer is translated: it can't pass before it is whole, unless it is a stream.
    let isTranslated: Bool
    let outline: RequestOutline
    let body: ByteBuffer
    /// False: more follows, straight from the client.
    let isWhole: Bool
    /// The length of all of it, where the client said it.
    let length: Int?
    let accept: String?

    var size: HeaderDeadlines.PromptSize { HeaderDeadlines.PromptSize(bytes: body.readableBytes) }

    /// How long all of it is, as far as that is known.
    var bytes: Int { length ?? body.readableBytes }

    /// Whether usage is told only because we ask for it.
    var addsUsage: Bool {
        if case .splice = outline.usage { true } else { false }
    }

    func parts(for grant: Grant) -> [ByteBuffer] {
        Splice.apply(splices(for: grant), to: body)
    }

    /// Our token stays here: an endpoint gets no more than it needs.
    func request(to grant: Grant, tags: RequestTags) -> UpstreamRequest {
        let growth = Splice.growth(splices(for: grant))
        return UpstreamRequest(
            .post,
            grant.endpoint.address.prefix + path,
            to: grant.endpoint.upstream,
            framing: length.map { .length($0 + growth) } ?? .chunked,
            mayResend: true
        ) { fields in
            fields.add("content-type", "application/json")
            fields.add("accept", accept ?? "*/*")
            fields.add("user-agent", "consulta")
            tags.writeFields(to: &fields)
        }
    }

    private func splices(for grant: Grant) -> [Splice] {
        outline.splices(model: grant.isAlias ? grant.encodedModel : nil)
    }
}
