import Foundation
import Persistence

/// The sealed texts of reasons, beside the chain: they may be sealed anew, or erased.
package enum AuditReasons {
    /// By the id of their entry.
    package static func sealed(of entries: [String], in db: Connection) throws -> [String: Data] {
        try db.rows("SELECT entry, sealed FROM audit_reasons WHERE entry IN (\(entries))").reduce(into: [:]) {
            found,
            row in
            found[try row.get("entry", as: String.self)] = try row.get("sealed", as: Data.self)
        }
    }
}
