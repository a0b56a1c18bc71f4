import Daemon
import Foundation

/// How far along the chain the proof has come, and what it met.
struct AuditWalk {
    struct Line: Sendable {
        let sequence: Int64
        /// nil where it holds what can't be a line.
        let record: AuditRecord?
    }

    /// The sequence that comes now, and the hash that it follows.
    private(set) var next: Int64
    private(set) var previous: Data
    /// Lines in order.
    private(set) var count = 0
    let first: Int64
    var fault: (kind: AuditVerification.Fault, sequence: Int64)?
    /// Those to come, the next one last.
    private var heads: [AuditHead]
    /// The last line that a head proved.
    private var proved: Int64
    private let lastSigned: Int64

    init(from checkpoint: AuditCheckpoint, heads: [AuditHead]) {
        first = checkpoint.through + 1
        next = first
        previous = checkpoint.hash
        proved = checkpoint.through
        lastSigned = heads.last?.sequence ?? 0
        self.heads = heads.reversed().filter { $0.sequence > checkpoint.through }
    }

    /// A whole page at once; false where it must be gone through line by line.
    mutating func passes(_ page: AuditPage) -> Bool {
        guard page.isWhole, page.range.lowerBound == next, let first = page.first, let last = page.lastHash,
            first.chained(to: previous) == first.hash
        else { return false }
        let met = heads.reversed().prefix { $0.sequence < page.range.upperBound }
        guard met.allSatisfy({ page.hashes[$0.sequence]?.hexadecimal == $0.hash }) else { return false }
        proved = met.last?.sequence ?? proved
        heads.removeLast(met.count)
        previous = last
        next = page.range.upperBound
        count += page.range.count
        return true
    }

    mutating func pass(_ lines: [Line]) {
        for (index, line) in lines.enumerated() {
            guard line.sequence == next else { return fault = (.missing, next) }
            guard let record = line.record, record.chained(to: previous) == record.hash else {
                return fault = (isInserted(index, lines) ? .inserted : .altered, next)
            }
            previous = record.hash
            while let head = heads.last, head.sequence == next {
                guard head.hash == previous.hexadecimal else { return fault = (.rewritten, proved + 1) }
                proved = next
                heads.removeLast()
            }
            next += 1
            count += 1
        }
    }

    /// After the last line.
    mutating func end() {
        if fault == nil, lastSigned >= next { fault = (.missing, next) }
    }

    /// Whether the line after it belongs in its place, or nothing after it was ever signed.
    private func isInserted(_ index: Int, _ lines: [Line]) -> Bool {
        guard index + 1 < lines.count else { return next > lastSigned }
        guard let following = lines[index + 1].record else { return false }
        return following.chained(to: previous, at: next) == following.hash
    }
}
