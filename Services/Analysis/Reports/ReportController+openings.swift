import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

extension ReportController {
    struct Opening: Decodable {
        let reason: String?
    }

    struct Opened: ResponseEncodable {
        struct Message: Encodable {
            let id: String
            let conversationID: String
            let student: String
            let at: Date
            let text: String
        }

        let items: [Message]
    }

    /// The words of the messages that a sentence stands on, newest first, for a reason. Those that are gone are left out.
    @Sendable func open(_ request: Request, context: AuthenticatedContext) async throws -> EditedResponse<Opened> {
        let (id, _) = try await visible(context)
        let words = try await request.decode(as: Opening.self, context: context)
        let reason = try TextField.openingReason(words.reason)
        let evidence = try await reports.evidence(of: context.id("sentence"), in: id, for: reason, by: context.origin)
        var items: [Opened.Message] = []
        do {
            for each in evidence {
                guard let message = try await chat.message(each.messageID) else { continue }
                items.append(
                    Opened.Message(
                        id: each.messageID,
                        conversationID: each.conversationID,
                        student: each.student,
                        at: each.at,
                        text: message.text
                    )
                )
            }
        } catch is ServiceAway {
            throw ReportError.messagesAway
        }
        return EditedResponse(status: .created, headers: [.cacheControl: "no-store"], response: Opened(items: items))
    }
}
