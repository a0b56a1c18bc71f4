import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import NIOFoundationCompat
import Persistence
import SuiteProtocol

/// `GET /api/help`: whom anybody can call, also while analysis is away; `POST /api/help`: a student asks for a person.
struct HelpController: Sendable {
    let support: SupportDirectory
    let store: ConversationStore
    /// Without durable events nobody would hear of it, and whoever asks is told so.
    let isHeard: Bool

    /// For whoever is known, visitors too.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("help", use: show)
            .post("help", use: ask)
    }

    struct Help: ResponseEncodable {
        let text: String
        let lines: [Support.Line]
        let people: [Support.Person]
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Help {
        await support.askIfUnknown()
        let known = support.support
        let text = known.lines.isEmpty ? Messages.helpWithoutLines : Messages.help
        return Help(text: text[context.language], lines: known.lines, people: known.people)
    }

    struct Wish: Decodable {
        let conversationID: String?
    }

    struct Asked: ResponseEncodable {
        let askedAt: Date
    }

    private static let bodyLimit = 4_096

    /// No consent is needed to ask for a person. A visitor is asked to sign in: nobody could be sent to them.
    @Sendable func ask(_ request: Request, context: AuthenticatedContext) async throws -> EditedResponse<Asked> {
        guard context.principal.kind != .anonymous else { throw Problem.unauthenticated }
        guard context.principal.can(.converse) else { throw Problem.forbidden }
        var request = request
        let body = try await request.collectBody(upTo: Self.bodyLimit)
        var conversation: String?
        if body.readableBytes > 0 {
            guard let wish = try? WireJSON.decoder().decode(Wish.self, from: Data(buffer: body)) else {
                throw Problem.invalidBody
            }
            conversation = wish.conversationID.flatMap { isID($0) ? $0 : nil }
        }
        guard isHeard else { throw TutoringError.nobodyHears }
        do {
            let askedAt = try await store.requestHelp(for: context.principal.subject, in: conversation)
            return EditedResponse(status: .accepted, response: Asked(askedAt: askedAt))
        } catch let error as DatabaseError {
            context.logger.error("a request for a person failed", metadata: ["error": "\(error)"])
            throw TutoringError.nobodyHears
        }
    }
}
