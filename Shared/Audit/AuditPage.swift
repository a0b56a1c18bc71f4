import Foundation
import Persistence

/// A part of the chain, proved in itself where it was read: what is left is whether it follows what came before.
struct AuditPage: Sendable {
    let range: Range<Int64>
    /// Whether it holds every line of its range, and each follows the one before.
    let isWhole: Bool
    let first: AuditRecord?
    let lastHash: Data?
    /// Those of the lines that are asked for.
    let hashes: [Int64: Data]
    /// The lines that were given a reason.
    let given: [AuditRecord]

    init(_ range: Range<Int64>, asking sequences: Set<Int64>, in db: Connection) throws {
        var first: AuditRecord?
        var last: (sequence: Int64, hash: Data)?
        var isWhole = true
        var hashes: [Int64: Data] = [:]
        var given: [AuditRecord] = []
        for row in try Self.rows(range, in: db) {
            guard let record = try? AuditRecord(row: row) else {
                isWhole = false
                break
            }
            if let before = last {
                guard record.sequence == before.sequence + 1, record.chained(to: before.hash) == record.hash else {
                    isWhole = false
                    break
                }
            } else {
                first = record
            }
            last = (record.sequence, record.hash)
            if sequences.contains(record.sequence) { hashes[record.sequence] = record.hash }
            if record.reasonDigest != nil { given.append(record) }
        }
        self.range = range
        self.isWhole = isWhole && first?.sequence == range.lowerBound && last?.sequence == range.upperBound - 1
        self.first = first
        lastHash = last?.hash
        self.hashes = hashes
        self.given = given
    }

    /// Line by line, for whoever must say which.
    static func lines(_ range: Range<Int64>, in db: Connection) throws -> [AuditWalk.Line] {
        try rows(range, in: db).map { row in
            // A value of another kind than it was written is an alteration like any other.
            AuditWalk.Line(sequence: try row.get("sequence"), record: try? AuditRecord(row: row))
        }
    }

    private static func rows(_ range: Range<Int64>, in db: Connection) throws -> [Row] {
        try db.rows(
            """
            SELECT \(AuditRecord.columns) FROM audit_entries
            WHERE sequence >= \(range.lowerBound) AND sequence < \(range.upperBound) ORDER BY sequence
            """
        )
    }
}
