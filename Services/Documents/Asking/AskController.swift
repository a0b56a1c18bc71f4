import Citations
import Daemon
import FoundationEssentials
import Hummingbird
import Identity
import NIOCore
import NIOFoundationCompat
import SuiteProtocol

/// `/api/ask`: questions to documents.
struct AskController: Sendable {
    private static let bodyLimit = 1 << 18

    let collections: CollectionStore
    let documents: DocumentStore
    let presets: PresetStore
    let writer: AskWriter

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post(use: ask)
            .post("plan", use: plan)
    }

    struct Wanted: Decodable {
        let collections: [String]?
        let documents: [String]?
        /// Whether it may not be read in parts: a conversation's answer can't.
        let atOnce: Bool?
    }

    /// Which way a question would be answered, before it is asked.
    @Sendable private func plan(_ request: Request, context: AuthenticatedContext) async throws -> AskPlan {
        let wanted = try await request.decode(as: Wanted.self, context: context)
        let scope = try await documents.scope(
            collections: wanted.collections,
            documents: wanted.documents,
            for: context.principal,
            in: collections
        )
        return plan(try await documents.size(of: scope), context, parts: wanted.atOnce == true ? 1 : nil)
    }

    @Sendable private func ask(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        var request = request
        let body = try await request.collectBody(upTo: Self.bodyLimit)
        guard let asked = try? WireJSON.decoder().decode(AskQuestion.self, from: Data(buffer: body)) else {
            throw Problem.invalidBody
        }
        let question = try asked.prepared(try await preset(asked, context))
        let scope = try await documents.scope(
            collections: asked.collections,
            documents: asked.documents,
            for: context.principal,
            in: collections
        )
        let plan = plan(try await documents.size(of: scope), context)
        let mode = asked.mode ?? plan.mode
        if mode == .whole, plan.pages > 0, !plan.canReadWhole { throw AskError.tooLongToReadWhole }
        return AskEvents(request: request, context: context) { [writer] emit in
            try await writer.write(question, of: scope, mode: mode, for: context, emit)
        }.response
    }

    private func plan(_ size: AskSize, _ context: AuthenticatedContext, parts: Int? = nil) -> AskPlan {
        AskPlan(size, room: writer.limits.room, parts: parts ?? writer.limits.parts, in: context.language)
    }

    private func preset(_ asked: AskQuestion, _ context: AuthenticatedContext) async throws -> Preset? {
        guard let id = asked.preset else { return nil }
        if let builtIn = BuiltInPresets.find(id) { return builtIn }
        guard isID(id) else { throw AskError.presetNotFound }
        return try await presets.find(id, of: context.principal.subject)
    }
}
