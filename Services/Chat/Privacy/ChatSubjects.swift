import Daemon
import FoundationEssentials
import Identity
import Messaging
import Persistence
import SuiteProtocol

/// What chat holds on a person: conversations with all that hangs on them, images, and events under way.
struct ChatSubjects: SubjectHolder {
    let store: ConversationStore
    let helpDesk: HelpDeskStore
    let media: MediaStore
    let generations: GenerationRunner
    let redis: Redis
    /// Nil where conversations are kept until their owner deletes them.
    let retentionDays: Int?
    let helpDeskRetentionDays: Int

    /// Streams whose events name the owner of a conversation.
    private static let streams = [EventType.messageCreated.stream, EventType.helpRequested.stream]

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        var holdings = try await holdings(of: subject)
        holdings[.events] = Holding(count: try await countEvents(naming: subject))
        return HoldingKind.allCases.map { kind in
            Messages.holding(kind).category(kind.rawValue, holdings[kind], days: days(of: kind), in: language)
        }
    }

    private func holdings(of subject: String) async throws -> [HoldingKind: Holding] {
        try await store.holdings(of: subject).merging(helpDesk.holdings(of: subject)) { first, _ in first }
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        var conversations: [JSONValue] = []
        for id in try await store.ids(of: subject) {
            if let conversation = try await store.exported(id, owner: subject) { conversations.append(conversation) }
        }
        return [
            HoldingKind.conversations.rawValue: .array(conversations),
            HoldingKind.images.rawValue: .array(try await media.exported(of: subject)),
            HoldingKind.helpDesk.rawValue: .array(try await helpDesk.exported(of: subject)),
            HoldingKind.prompts.rawValue: .array(try await helpDesk.promptVersions(by: subject)),
        ]
    }

    func erase(_ subject: String, in language: Language) async throws -> SubjectErasure {
        // With Redis away its streams can't be cleaned: better nothing yet than half of it.
        if redis.isConfigured, !redis.isConnected { throw RedisError.unavailable }
        var counts = try await holdings(of: subject)
        generations.stopAll(of: subject)
        try await media.removeAll(of: subject)
        try await store.removeAll(of: subject)
        try await helpDesk.removeAll(of: subject)
        counts[.events] = Holding(count: try await removeEvents(naming: subject))
        try await store.database.expunge()
        var erasure = SubjectErasure(
            erased: HoldingKind.allCases.map { .init($0.rawValue, counts[$0]?.count ?? 0) }
        )
        if redis.isConfigured, try await !redis.rewriteLog() {
            erasure.kept.append(.init("redis_log", 1, ground: Messages.redisLogKept[language]))
        }
        if store.database.dialect == .postgres {
            erasure.kept.append(.init("database_log", 1, ground: Messages.databaseLogKept[language]))
        }
        return erasure
    }

    /// Nil for what is kept until somebody removes it.
    private func days(of kind: HoldingKind) -> Int? {
        switch kind {
        case .events: Self.eventDays
        case .helpDesk: helpDeskRetentionDays
        case .prompts: nil
        case .conversations, .messages, .summaries, .images, .attachments, .feedback, .searchIndex, .wellbeing:
            retentionDays
        }
    }

    private static let eventDays = Int(Outbox.retention.components.seconds / 86_400)

    private func countEvents(naming subject: String) async throws -> Int {
        let waiting = try await store.database.waitingEvents(naming: subject, in: Set(Self.streams)).count
        guard redis.isConnected else { return waiting }
        var count = 0
        for stream in Self.streams { count += try await redis.countEntries(naming: subject, in: stream) }
        // An event waits in the outbox until it was read from its stream.
        return max(count, waiting)
    }

    /// From the outbox first: what is no longer there is not sent again.
    private func removeEvents(naming subject: String) async throws -> Int {
        let ids = try await store.database.waitingEvents(naming: subject, in: Set(Self.streams))
        for start in stride(from: 0, to: ids.count, by: 500) {
            let page = Array(ids[start..<min(start + 500, ids.count)])
            try await store.database.write { try Outbox.remove(ids: page, from: $0) }
        }
        guard redis.isConfigured else { return ids.count }
        var count = 0
        for stream in Self.streams { count += try await redis.removeEntries(naming: subject, from: stream) }
        return max(count, ids.count)
    }
}
