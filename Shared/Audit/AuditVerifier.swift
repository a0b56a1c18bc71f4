import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// Proves the chain from its first line to its last, and against the heads that the gateway signed.
package struct AuditVerifier: Sendable {
    private static let page: Int64 = 2_000

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
        let (least, last) = try await bounds()
        var walk = AuditWalk(from: start, heads: found.heads)
        if let least, least < 1 { walk.fault = (.inserted, least) }
        let asked = Set(found.heads.map(\.sequence))
        while let last, walk.next <= last, walk.fault == nil {
            let middle = min(walk.next + Self.page, last + 1)
            let (first, second) = (walk.next..<middle, middle..<min(middle + Self.page, last + 1))
            // A page is proved in itself, so two cores prove two.
            async let page = read(first, asked)
            async let following = read(second, asked)
            try await pass(try await page, &walk)
            let next = try await following
            if walk.fault == nil, !second.isEmpty { try await pass(next, &walk) }
        }
        walk.end()
        return AuditVerification(
            intact: walk.fault == nil,
            entries: walk.count,
            first: walk.first,
            firstAltered: walk.fault?.sequence,
            fault: walk.fault?.kind,
            head: walk.previous.hexadecimal,
            signed: found.heads.max { $0.signedAt < $1.signedAt }
                .map { AuditVerification.SignedHead(sequence: $0.sequence, signedAt: $0.signedDate) },
            unsignedHeads: found.unsigned
        )
    }

    private func bounds() async throws -> (least: Int64?, last: Int64?) {
        try await database.read { db in
            let row = try db.rows("SELECT MIN(sequence) AS least, MAX(sequence) AS last FROM audit_entries").first
            return (try row?.get("least", as: Int64?.self), try row?.get("last", as: Int64?.self))
        }
    }

    private func read(_ range: Range<Int64>, _ asked: Set<Int64>) async throws -> AuditPage {
        try await database.read { try AuditPage(range, asking: asked, in: $0) }
    }

    private func pass(_ page: AuditPage, _ walk: inout AuditWalk) async throws {
        if !walk.passes(page) {
            walk.pass(try await database.read { try AuditPage.lines(page.range, in: $0) })
            if walk.fault == nil, walk.next < page.range.upperBound { walk.fault = (.missing, walk.next) }
        }
        guard walk.fault == nil, let altered = try await firstAlteredReason(page.given) else { return }
        walk.fault = (.reasonAltered, altered)
    }

    private func firstAlteredReason(_ given: [AuditRecord]) async throws -> Int64? {
        guard let keyring else { return nil }
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
