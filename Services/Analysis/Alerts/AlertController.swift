import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/alerts`: who may need somebody, and what is done about it.
struct AlertController: Sendable {
    let alerts: AlertStore
    let tenders: Tenders
    let notices: AnalysisNotices
    let courier: MailCourier
    let chat: ChatClient

    /// Of a conversation, at a time.
    private static let messages = 200

    /// For a group that requires `tendStudents`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get("rules", use: board)
            .get("count", use: count)
            .get(":id", use: show)
            .get(":id/recipients", use: recipients)
            .post(":id/acknowledge", use: acknowledge)
            .post(":id/refer", use: refer)
            .post(":id/false-alarm", use: dismiss)
            .post(":id/close", use: close)
            .post(":id/openings", use: open)
            .post(":id/transcripts", use: transcribe)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> AlertList {
        let query = request.uri.queryParameters
        let state = try query.get("state").flatMap { $0.isEmpty ? nil : $0 }.map { word in
            guard let state = Alert.State(rawValue: word) else { throw AlertError.badState }
            return state
        }
        let cursor = try query.get("cursor").map { text in
            guard let cursor = AlertStore.Cursor(text) else { throw AlertError.badCursor }
            return cursor
        }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? 30
        guard AlertStore.listLimits.contains(limit) else { throw AlertError.badLimit }
        return try await alerts.list(state: state, after: cursor, limit: limit, for: tenders.tender(context))
    }

    @Sendable private func board(_ request: Request, context: AuthenticatedContext) async throws -> RuleBoard {
        try await alerts.board(in: context.language)
    }

    @Sendable private func count(_ request: Request, context: AuthenticatedContext) async throws -> WaitingAlerts {
        try await alerts.waiting(for: tenders.tender(context))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        try await alerts.show(context.id("id"), to: tenders.tender(context))
    }

    @Sendable private func acknowledge(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        try await told(alerts.acknowledge(context.id("id"), by: tenders.tender(context)))
    }

    /// The student's other tutors, then the department's people in the order of the chain.
    @Sendable private func recipients(_ request: Request, context: AuthenticatedContext) async throws -> Recipients {
        let tender = try await tenders.tender(context)
        let (student, chain) = try await alerts.recipients(of: context.id("id"), for: tender)
        var (seen, items): (Set<String>, [PersonReference]) = ([tender.id], [])
        for id in try await (known(student)?.tutors ?? []) + chain where seen.insert(id).inserted {
            guard let person = try await known(id), person.roles.allow(.tendStudents) else { continue }
            items.append(PersonReference(id, [id: person.name]))
        }
        return Recipients(items: items)
    }

    @Sendable private func refer(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        let referral = try await request.decode(as: Referral.self, context: context)
        let reason = try TextField.reason.checkedIfPresent(referral.reason)
        let tender = try await tenders.tender(context)
        guard isID(referral.to), let person = try await known(referral.to), person.roles.allow(.tendStudents) else {
            throw AlertError.nobodyToRefer
        }
        return try await told(
            alerts.refer(context.id("id"), to: referral.to, person, reason: reason, by: tender)
        )
    }

    @Sendable private func dismiss(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        let reason = try TextField.reason.checked(try await words(request, context) ?? "")
        return try await told(alerts.dismiss(context.id("id"), reason: reason, by: tenders.tender(context)))
    }

    @Sendable private func close(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        let reason = try TextField.reason.checkedIfPresent(try await words(request, context))
        return try await told(alerts.close(context.id("id"), reason: reason, by: tenders.tender(context)))
    }

    @Sendable private func open(_ request: Request, context: AuthenticatedContext) async throws -> AlertDetail {
        let reason = try TextField.openingReason(await words(request, context))
        return try await alerts.open(context.id("id"), reason: reason, by: tenders.tender(context))
    }

    @Sendable private func transcribe(_ request: Request, context: AuthenticatedContext) async throws -> Transcript {
        let wanted = try await request.decode(as: WantedTranscript.self, context: context)
        let reason = try TextField.openingReason(wanted.reason)
        if let after = wanted.after, !isID(after) { throw AlertError.badCursor }
        let tender = try await tenders.tender(context)
        let conversation = try await alerts.openConversation(context.id("id"), reason: reason, by: tender)
        do {
            let messages = try await chat.messages(
                of: conversation,
                after: wanted.after ?? "",
                limit: Self.messages,
                for: tender.principal
            )
            return Transcript(conversationID: conversation, messages: messages)
        } catch is ServiceAway {
            throw AlertError.chatAway
        } catch ChatRefusal.conversationGone {
            throw AlertError.conversationGone
        }
    }

    private func known(_ id: String) async throws -> Person? {
        do {
            return try await tenders.people.person(id)
        } catch is ServiceAway {
            throw Problem(.serviceUnavailable, "people_unknown", Messages.peopleUnknown)
        }
    }

    private func told(_ result: (AlertDetail, AlertChange)) async -> AlertDetail {
        await notices.changed(result.1)
        courier.wake()
        return result.0
    }

    private func words(_ request: Request, _ context: AuthenticatedContext) async throws -> String? {
        guard request.headers[.contentType] != nil else { return nil }
        return try await request.decode(as: Words.self, context: context).reason
    }

    private struct WantedTranscript: Decodable {
        let reason: String
        /// The last message that was read.
        let after: String?
    }

    private struct Words: Decodable {
        let reason: String?
    }

    /// Whom an alert can be referred to.
    private struct Recipients: ResponseEncodable {
        let items: [PersonReference]
    }

    private struct Referral: Decodable {
        let to: String
        let reason: String?
    }
}
