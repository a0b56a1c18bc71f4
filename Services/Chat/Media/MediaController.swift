import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol
import Uploads

/// `/api/media`: images, for their owner, and for whoever has opened the conversation they are in.
struct MediaController {
    let media: MediaStore

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post(use: receive)
            .get(":id", use: show)
    }

    /// The body is the image itself.
    @Sendable func receive(_ request: Request, context: AuthenticatedContext) async throws -> EditedResponse<Media> {
        try context.principal.checkConsent(to: .assistant)
        var body = request.body.makeAsyncIterator()
        let media = try await media.receive(
            owner: context.principal.subject,
            announced: request.headers[.contentLength].flatMap { Int($0) },
            next: { try await body.next() }
        )
        return EditedResponse(status: .created, response: media)
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        guard let id = try? context.id("id") else { throw MediaError.notFound }
        let principal = context.principal
        let media = try await media.find(id, reader: principal.subject, opens: principal.can(.openConversations))
        let isThumb = request.uri.queryParameters["size"] == "thumb"
        let file = try await self.media.open(media, isThumb ? .thumb : .full)
        return Response(
            file: file,
            type: isThumb ? ImageHeader.Format.jpeg.rawValue : media.type,
            disposition: "inline",
            // Not for longer: a deleted image must not stay in the browser.
            cache: "private, max-age=300"
        )
    }
}
