import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import NIOFoundationCompat
import SuiteProtocol

/// `/api/interventions`: a tutor in a conversation, in the companion's place.
struct InterventionController: Sendable {
    private static let messages = 100

    let store: InterventionStore
    let takeOver: TakeOver
    let chat: ChatClient
    let tenders: Tenders

    /// For a group that requires `tendStudents`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: start)
            .get(":id", use: show)
            .post(":id/messages", use: write)
            .post(":id/notes", use: note)
            .post(":id/end", use: end)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> InterventionList {
        let query = request.uri.queryParameters
        let state = try query.get("state").flatMap { $0.isEmpty ? nil : $0 }.map { word in
            guard let state = Intervention.State(rawValue: word) else { throw AlertError.badState }
            return state
        }
        let followUp = query.get("follow_up").flatMap { $0.isEmpty ? nil : $0 }
        if let followUp, !SupportSettings.isDay(followUp) { throw InterventionError.badDay }
        let cursor = query.get("cursor")
        if let cursor, !isID(cursor) { throw AlertError.badCursor }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? 30
        guard InterventionStore.listLimits.contains(limit) else { throw AlertError.badLimit }
        return try await store.list(
            state: state,
            followUp: followUp,
            after: cursor,
            limit: limit,
            for: tenders.tender(context)
        )
    }

    @Sendable private func start(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Intervention> {
        let wanted = try await request.decode(as: Wanted.self, context: context)
        guard isID(wanted.conversationID) else { throw InterventionError.noConversation }
        let tender = try await tenders.tender(context)
        let row = try await takeOver.start(wanted.conversationID, by: tender)
        return EditedResponse(status: .created, response: try await store.whole(row, for: tender))
    }

    /// What was written since the take-over, or after a message, comes from chat at once.
    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> Intervention {
        let tender = try await tenders.tender(context)
        var (row, intervention) = try await store.open(context.id("id"), by: tender)
        guard row.state == .active else { return intervention }
        // Where no message is known, those behind the take-over: ids tell when they were made.
        let first = row.afterMessage ?? row.id
        let after = request.uri.queryParameters.get("after") ?? first
        guard isID(after) else { throw AlertError.badCursor }
        // What the student wrote before stays theirs. An answer's id, of its question's millisecond, may come before it.
        intervention.messages = try? await chat.messages(
            of: intervention.conversationID,
            after: max(after, first),
            limit: Self.messages,
            for: tender.principal
        )
        return intervention
    }

    @Sendable private func write(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let words = try await request.decode(as: Words.self, context: context)
        let text = try TextField.message.checked(words.text)
        let tender = try await tenders.tender(context)
        let row = try await store.own(context.id("id"), of: tender)
        guard row.state == .active else { throw InterventionError.ended }
        do {
            let written = try await chat.write(text, in: row.conversationID, by: tender.principal)
            // The student has it, whether or not this is kept.
            try? await store.noteWords(written["id"]?.string, on: row.id)
            return Response(
                status: .created,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(data: try written.encoded()))
            )
        } catch is ServiceAway {
            throw InterventionError.chatAway
        } catch ChatRefusal.conversationGone {
            throw InterventionError.conversationGone
        } catch ChatRefusal.notTakenOver {
            throw InterventionError.ended
        }
    }

    @Sendable private func note(_ request: Request, context: AuthenticatedContext) async throws -> Intervention {
        let note = try await request.decode(as: NewNote.self, context: context)
        let text = try TextField.note.checked(note.text)
        if let day = note.followUpOn, !day.isEmpty, !SupportSettings.isDay(day) { throw InterventionError.badDay }
        return try await store.note(
            text,
            followUpOn: note.followUpOn,
            on: context.id("id"),
            by: tenders.tender(context)
        )
    }

    @Sendable private func end(_ request: Request, context: AuthenticatedContext) async throws -> Intervention {
        let tender = try await tenders.tender(context)
        let row = try await takeOver.end(store.endable(context.id("id"), by: tender), by: tender)
        return try await store.whole(row, for: tender)
    }

    private struct Wanted: Decodable {
        let conversationID: String
    }

    private struct Words: Decodable {
        let text: String
    }

    private struct NewNote: Decodable {
        let text: String
        let followUpOn: String?
    }
}
