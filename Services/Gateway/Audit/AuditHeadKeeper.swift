import Audit
import Daemon
import Foundation
import Logging
import Persistence
import ServiceLifecycle
import Synchronization

/// Signs the end of the chain, at most once a second, as the continuation of the end that was signed before.
///
/// Where that one isn't in the chain any more it signs nothing: the last true head stays as the proof.
final class AuditHeadKeeper: Service {
    private static let interval = Duration.seconds(1)

    private let chain: AuditChain
    private let heads: AuditHeads
    private let signer: AuditHeadSigner
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var last: AuditHead?
        var fault: String?
    }

    init(chain: AuditChain, heads: AuditHeads, signer: AuditHeadSigner, logger: Logger) {
        self.chain = chain
        self.heads = heads
        self.signer = signer
        self.logger = logger
    }

    /// nil while the chain goes on from what was signed.
    var fault: String? { state.withLock(\.fault) }

    func run() async throws {
        chain.stir()
        for await _ in chain.appended.cancelOnGracefulShutdown() {
            await keep()
            // Ends early at shutdown.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        }
        await keep()
    }

    private func keep(at now: Date = Date()) async {
        do {
            let known = state.withLock(\.last)
            let last = if let known { known } else { try await heads.latest() }
            let (end, proof) = try await chain.database.read { db in
                let proof = try last.map { last in
                    try db.value(
                        "SELECT hash AS value FROM audit_entries WHERE sequence = \(last.sequence)",
                        as: Data.self
                    )
                }
                let end = try db.first(
                    "SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1",
                    as: AuditEnd.self
                )
                return (end, proof ?? nil)
            }
            if let last, proof?.hexadecimal != last.hash, try await !isRemoved(last) {
                return report("line \(last.sequence) is not the one that was signed: run consulta-audit verify")
            }
            state.withLock { ($0.last, $0.fault) = (last, nil) }
            guard let end, end.sequence != last?.sequence else { return }
            let head = AuditHead(.head, sequence: end.sequence, hash: end.hash, at: now)
            // One a day, and one a start.
            let isRemembered = known.map { $0.signedAt / 86_400 != head.signedAt / 86_400 } ?? true
            try await signer.keep(head, isRemembered: isRemembered)
            state.withLock { $0.last = head }
            if isRemembered {
                // Wherever logs are kept, it is out of reach of whoever writes to the database.
                logger.notice("audit head", metadata: ["sequence": "\(head.sequence)", "hash": "\(head.hash)"])
            }
        } catch {
            logger.warning("the end of the audit can't be signed", metadata: ["error": "\(error)"])
        }
    }

    /// Whether its time was over.
    private func isRemoved(_ head: AuditHead) async throws -> Bool {
        try await head.sequence <= AuditCheckpoint.newest(in: chain.database, heads: heads).through
    }

    private func report(_ fault: String) {
        let isNew = state.withLock { state in
            defer { state.fault = fault }
            return state.fault != fault
        }
        if isNew { logger.critical("the audit was altered", metadata: ["fault": "\(fault)"]) }
    }
}
