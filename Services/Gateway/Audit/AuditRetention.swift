import Audit
import Foundation
import Logging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Removes lines whose time is over, once a day. A line signed by the gateway says up to which, and with what hash, so
/// that the rest can still be proved. A chain that isn't in order is left as it is.
package struct AuditRetention: Service {
    private static let interval = Duration.seconds(24 * 3600)
    private static let step: Int64 = 5_000

    let chain: AuditChain
    let heads: AuditHeads
    let signer: AuditHeadSigner
    let verifier: AuditVerifier
    /// nil keeps everything.
    let days: Int?
    let logger: Logger

    package init(
        chain: AuditChain,
        heads: AuditHeads,
        signer: AuditHeadSigner,
        verifier: AuditVerifier,
        days: Int?,
        logger: Logger
    ) {
        self.chain = chain
        self.heads = heads
        self.signer = signer
        self.verifier = verifier
        self.days = days
        self.logger = logger
    }

    package func run() async throws {
        guard days != nil else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await trim()
                } catch {
                    logger.warning("old audit entries were not removed", metadata: ["error": "\(error)"])
                }
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }

    /// Returns how many lines were removed.
    @discardableResult
    package func trim(at now: Date = Date()) async throws -> Int {
        guard let days else { return 0 }
        let before = now.addingTimeInterval(-Double(days) * 86_400)
        let removed = try await AuditCheckpoint.newest(in: chain.database, heads: heads).through
        if let last = try await lastLine(before: before), last.sequence > removed {
            guard try await verifier.verify().intact else {
                logger.critical("the audit was altered: nothing is removed from it")
                return 0
            }
            let head = AuditHead(.checkpoint, sequence: last.sequence, hash: last.hash, at: now)
            let entry = AuditEntry(
                at: now,
                actor: "gateway",
                action: .auditTrimmed,
                object: AuditCheckpoint.object(head, token: try await signer.token(head)),
                daemon: "gateway"
            )
            try await chain.append([entry])
        }
        return try await remove()
    }

    /// The last line of the longest beginning of the chain in which everything is older; the chain's end stays.
    private func lastLine(before date: Date) async throws -> AuditEnd? {
        try await chain.database.read { db in
            try db.first(
                """
                SELECT sequence, hash FROM audit_entries
                WHERE sequence < COALESCE(
                    (SELECT MIN(sequence) FROM audit_entries WHERE at >= \(date)),
                    (SELECT MAX(sequence) FROM audit_entries)
                )
                ORDER BY sequence DESC LIMIT 1
                """
            )
        }
    }

    /// In steps: others write meanwhile. What a stop leaves is removed at the next start.
    private func remove() async throws -> Int {
        let through = try await AuditCheckpoint.newest(in: chain.database, heads: heads).through
        var count = 0
        while true {
            let removed = try await chain.database.write { db in
                let first: Int64? = try db.value("SELECT MIN(sequence) AS value FROM audit_entries")
                guard let first, first <= through else { return 0 }
                let last = min(through, first + Self.step)
                try db.execute(
                    """
                    DELETE FROM audit_reasons
                    WHERE entry IN (SELECT id FROM audit_entries WHERE sequence <= \(last))
                    """
                )
                return try db.execute("DELETE FROM audit_entries WHERE sequence <= \(last)")
            }
            guard removed > 0 else { return count }
            count += removed
        }
    }
}
