import Foundation
import Persistence

/// The sealed texts of reasons, beside the chain: they may be sealed anew, or erased.
package enum AuditReasons {
    /// How many characters of Unicode a reason has; so many fit wherever an entry travels.
    private static let length = 10...500

    /// What somebody wrote, as it is kept; nil where it is too short or too long for a reason.
    package static func accepted(_ text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return length.contains(text.unicodeScalars.count) && !text.utf8.contains(0) ? text : nil
    }

    /// By the id of their entry.
    package static func sealed(of entries: [String], in db: Connection) throws -> [String: Data] {
        try db.rows("SELECT entry, sealed FROM audit_reasons WHERE entry IN (\(entries))").reduce(into: [:]) {
            found,
            row in
            found[try row.get("entry", as: String.self)] = try row.get("sealed", as: Data.self)
        }
    }
}
