import Daemon
import Hummingbird
import Identity

/// `POST /api/entities`: the clinical facts of a text that is not kept.
struct EntityController {
    let reading: MessageReading
    let maxCharacters: Int

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("entities", use: find)
    }

    struct Text: Decodable {
        let text: String
    }

    struct Entities: ResponseEncodable {
        let entities: [Entity]
    }

    @Sendable func find(_ request: Request, context: AuthenticatedContext) async throws -> Entities {
        let text = try await request.decode(as: Text.self, context: context).text
        guard text.count <= maxCharacters else { throw ConversationError.tooLong(limit: maxCharacters) }
        return Entities(entities: reading.entities.entities(in: text))
    }
}
