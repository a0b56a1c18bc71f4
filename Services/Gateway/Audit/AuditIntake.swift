import Audit
import Foundation
import Logging
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Brings entries into the chain: the gateway's own from its outbox, the other daemons' from Redis.
struct AuditIntake: Service {
    /// As `AuditTrail.migration` makes the other daemons wait for.
    static let group = "gateway"
    private static let batch = 500
    private static let pause = Duration.seconds(1)
    /// What another replica left in the outbox is found without being told.
    private static let interval = Duration.seconds(5)

    let chain: AuditChain
    let database: Database
    let logger: Logger

    /// Takes the gateway's own entries, until shutdown.
    func run() async throws {
        await database.onOutboxTurns(every: Self.interval) { await takeOwn() }
    }

    /// The other daemons' entries. What they wait for is this group, whichever replica reads for it.
    func consumer(_ redis: Redis, named name: String) -> StreamConsumer {
        StreamConsumer(
            redis: redis,
            stream: EventType.auditRecorded.stream,
            group: Self.group,
            consumer: name,
            // A database that is away for minutes costs no entry its attempts.
            staleAfter: .seconds(600),
            batch: Self.batch,
            handlerOfMany: take
        )
    }

    private func takeOwn() async {
        do {
            while true {
                let pending = try await database.read { db in
                    try Outbox.pending(of: EventType.auditRecorded.stream, limit: Self.batch, in: db)
                }
                let entries = pending.compactMap { event in
                    do {
                        return try Self.entry(event.payload)
                    } catch {
                        logger.error("an audit entry can't be read", metadata: ["event": "\(event.id)"])
                        return nil
                    }
                }
                guard !entries.isEmpty else { return }
                try await chain.append(entries, isOwn: true)
            }
        } catch {
            // They are taken at the next turn.
            logger.warning("audit entries wait", metadata: ["error": "\(error)"])
        }
    }

    /// Waits for the database rather than giving an entry up.
    @Sendable private func take(_ events: [StreamEntry]) async throws {
        let entries = try events.map { event in
            let entry = try Self.entry(event.payload)
            guard entry.id == event.eventID, entry.isAcceptable else { throw UnacceptableEntry() }
            return entry
        }
        while true {
            do {
                try await chain.append(entries)
                return
            } catch let error as DatabaseError where error.mayPass {
                logger.warning("audit entries wait", metadata: ["error": "\(error)"])
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }

    private static func entry(_ payload: Data) throws -> AuditEntry {
        try WireJSON.decoder().decode(Event<AuditEntry>.self, from: payload).data
    }
}

/// What no daemon of the suite writes.
struct UnacceptableEntry: Error {}

extension AuditEntry {
    /// Of sane size, and not about the chain itself: only the gateway removes lines.
    fileprivate var isAcceptable: Bool {
        let texts = [id, actor, action, daemon, subject, object?.kind, object?.id, network, requestID]
        return action != AuditAction.auditTrimmed.rawValue && texts.allSatisfy { ($0?.utf8.count ?? 0) <= 256 }
            && (reason?.sealed.count ?? 0) <= 16_384
    }
}
