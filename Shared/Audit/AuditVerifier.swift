import Foundation
import Persistence
import SuiteProtocol

/// Proves the chain from its first line to its last, and against the heads that the gateway signed.
package struct AuditVerifier: Sendable {
    private static let page = 10_000

    private let database: Database
    private let heads: AuditHeads
    private let keyring: Keyring?

    /// - Parameter keyring: opens reasons; without it their digests are proved and their texts are not.
    package init(database: Database, heads: AuditHeads, keyring: Keyring?) {
        self.database = database
        self.heads = heads
        self.keyring = keyring
    }

    package func verify() async throws -> AuditVerification {
        // Before the lines: whatever was signed until now is there to be read.
        let found = try await heads.found()
        let start = try await AuditCheckpoint.newest(in: database, heads: heads)
        var walk = AuditWalk(from: start, heads: found.heads)
        if let least = try await leastSequence(), least < 1 { walk.fault = (.inserted, least) }
        var page = try await lines(from: walk.next)
        while !page.isEmpty, walk.fault == nil {
            let end = walk.next + Int64(page.count)
            async let following = lines(from: end)
            walk.pass(page)
            if walk.fault == nil, let altered = try await firstAlteredReason(page) {
                walk.fault = (.reasonAltered, altered)
            }
            page = try await following
        }
        walk.end()
        return AuditVerification(
            intact: walk.fault == nil,
            entries: walk.count,
            first: walk.first,
            firstAltered: walk.fault?.sequence,
            fault: walk.fault?.kind,
            head: walk.previous.text,
            signed: found.heads.max { $0.signedAt < $1.signedAt }
                .map { AuditVerification.SignedHead(sequence: $0.sequence, signedAt: $0.signedDate) },
            unsignedHeads: found.unsigned
        )
    }

    private func leastSequence() async throws -> Int64? {
        try await database.read { try $0.value("SELECT MIN(sequence) AS value FROM audit_entries") }
    }

    private func lines(from sequence: Int64) async throws -> [AuditWalk.Line] {
        try await database.read { db in
            try db.rows(
                """
                SELECT \(AuditRecord.columns) FROM audit_entries
                WHERE sequence >= \(sequence) ORDER BY sequence LIMIT \(Self.page)
                """
            ).map { row in
                // A value of another kind than it was written is an alteration like any other.
                AuditWalk.Line(sequence: try row.get("sequence"), record: try? AuditRecord(row: row))
            }
        }
    }

    private func firstAlteredReason(_ page: [AuditWalk.Line]) async throws -> Int64? {
        guard let keyring else { return nil }
        let given = page.compactMap(\.record).filter { $0.reasonDigest != nil }
        for start in stride(from: 0, to: given.count, by: 500) {
            let records = given[start..<min(start + 500, given.count)]
            let kept = try await database.read { db in
                try AuditReasons.sealed(of: records.map(\.id), in: db)
            }
            for record in records {
                guard let sealed = kept[record.id], let digest = record.reasonDigest else { continue }
                let reason = SealedReason(digest: digest, sealed: sealed)
                do {
                    _ = try reason.text(for: record.id, by: keyring)
                } catch KeyringError.unauthentic {
                    return record.sequence
                } catch KeyringError.malformedValue {
                    return record.sequence
                }
            }
        }
        return nil
    }
}
