import Foundation
import Persistence
import SuiteProtocol

/// The last line that was removed when its time was over, and its hash: where the chain that is kept begins.
///
/// A line of the chain itself tells it (`audit.trimmed`), with `<sequence>.<signed checkpoint>` as the id of its object.
package struct AuditCheckpoint: Sendable, Equatable {
    package let through: Int64
    package let hash: Data

    package static func object(_ head: AuditHead, token: String) -> AuditObject {
        AuditObject("audit_checkpoint", "\(head.sequence).\(token)")
    }

    /// The newest that the gateway signed; before the first line where nothing was ever removed.
    package static func newest(in database: Database, heads: AuditHeads) async throws -> AuditCheckpoint {
        let action = AuditAction.auditTrimmed.rawValue
        let tokens = try await database.read { db in
            try db.rows("SELECT object_id FROM audit_entries WHERE action = \(action)").compactMap { row in
                try row.get("object_id", as: String?.self)?.split(separator: ".", maxSplits: 1).last.map(String.init)
            }
        }
        guard let newest = try await heads.signed(.checkpoint, tokens).last, let hash = Data(hexadecimal: newest.hash)
        else { return AuditCheckpoint(through: 0, hash: AuditRecord.genesis) }
        return AuditCheckpoint(through: newest.sequence, hash: hash)
    }
}
