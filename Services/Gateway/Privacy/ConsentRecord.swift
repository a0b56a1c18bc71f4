import Foundation
import Persistence
import SuiteProtocol

/// Who consented in a minor's stead.
struct Guardian: Codable, Sendable, Equatable {
    static let longest = 120

    let name: String
    /// Mother, father, guardian: as the institution writes it.
    let relation: String

    /// Nil where one of them is empty or too long.
    var checked: Guardian? {
        guard let name = DisplayName(name), let relation = DisplayName(relation) else { return nil }
        return Guardian(name: name.text, relation: relation.text)
    }
}

/// What a person, or their guardian, said last of a purpose.
struct ConsentRecord: Sendable {
    let id: String
    let purpose: Purpose
    let version: Int
    let isGranted: Bool
    let guardian: EncryptedText?
    let at: Date
}

extension ConsentRecord: RowDecodable {
    init(row: Row) throws {
        id = try row.get("id")
        purpose = try row.get("purpose")
        version = try row.get("version")
        isGranted = try row.get("granted")
        guardian = try row.get("guardian")
        at = try row.get("created_at")
    }
}

/// How a purpose stands for a person.
enum ConsentState: String, Codable, Sendable {
    case granted, withdrawn
    /// Never asked, or the text has changed since.
    case missing
    case notNeeded = "not_needed"

    init(_ terms: PurposeTerms, isMinor: Bool, _ record: ConsentRecord?) {
        let basis = terms.basis(isMinor: isMinor)
        self =
            switch record {
            case _ where basis == .publicTask: .notNeeded
            case nil: .missing
            case let record? where !record.isGranted: .withdrawn
            case let record? where record.version < terms.version: .missing
            // What a minor granted by themselves before that was known.
            case let record? where basis == .guardian && record.guardian == nil: .missing
            default: .granted
            }
    }

    var allowsUse: Bool { self == .granted || self == .notNeeded }
}
