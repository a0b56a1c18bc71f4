import Audit
import Daemon
import Hummingbird
import Identity

/// `GET /get_prompt`, `POST /save_prompt`: what the help desk's model is told, and told before.
struct PromptController: Sendable {
    let store: HelpDeskStore
    /// Of the file.
    let shipped: String

    static let longest = 20_000

    /// For a group that requires `editPrompts`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("get_prompt", use: show)
            .post("save_prompt", use: save)
    }

    struct Instructions: ResponseEncodable {
        enum Source: String, Encodable {
            case file, database
        }

        let prompt: String
        /// 0 where there is none but that of the file.
        let version: Int
        let source: Source
        let versions: [PromptVersion]
    }

    /// Either a new text or a version to go back to; 0 is that of the file.
    struct Change: Decodable {
        let prompt: String?
        let restore: Int?
        /// The version that was seen: where there is a newer one by now, nothing is saved.
        let version: Int?
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Instructions {
        try await instructions()
    }

    @Sendable func save(_ request: Request, context: AuthenticatedContext) async throws -> Instructions {
        let change = try await request.decode(as: Change.self, context: context)
        if let version = change.restore {
            try await store.restore(version, after: change.version, by: context.origin)
        } else {
            let prompt = HelpDeskQuestion.readable(change.prompt ?? "")
            guard prompt.contains(where: { !$0.isWhitespace }), prompt.count <= Self.longest else {
                throw HelpDeskError.badPrompt(limit: Self.longest)
            }
            try await store.save(prompt, after: change.version, by: context.origin)
        }
        return try await instructions()
    }

    private func instructions() async throws -> Instructions {
        let versions = try await store.prompts()
        let current = versions.first
        return Instructions(
            prompt: current?.prompt ?? shipped,
            version: current?.version ?? 0,
            source: current?.prompt == nil ? .file : .database,
            versions: versions
        )
    }
}
