import Audit
import Daemon
import Foundation
import HTTPTypes

/// What people write here, and how much of it.
enum TextField: String, Sendable {
    case reason, message, note

    /// Characters of Unicode.
    var limit: Int {
        switch self {
        case .reason: 500
        case .note: 4_000
        case .message: 8_000
        }
    }

    /// As it is kept: without what can't be seen.
    func checked(_ written: String) throws(TextFault) -> String {
        let kept = written.unicodeScalars.filter { scalar in
            scalar == "\n" || scalar.properties.generalCategory != .control
        }
        let text = String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
        let isBlank = text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.generalCategory == .format
        }
        guard !isBlank else { throw .missing(self) }
        guard text.unicodeScalars.count <= limit else { throw .tooLong(self) }
        return text
    }

    /// Why somebody reads what another wrote, who sees it: as every daemon takes such a reason.
    static func openingReason(_ written: String?) throws(TextFault) -> String {
        guard let reason = AuditReasons.accepted(written ?? "") else { throw .badReason }
        return reason
    }

    func checkedIfPresent(_ written: String?) throws(TextFault) -> String? {
        guard let written, !written.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return nil }
        return try checked(written)
    }
}

/// Why a text can't be kept.
enum TextFault: Error, Equatable {
    case missing(TextField)
    case tooLong(TextField)
    /// Too short or too long to tell somebody why they were read.
    case badReason
}

extension TextFault: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .missing(let field): Problem(.unprocessableContent, "\(field.rawValue)_missing", Messages.missing(field))
        case .tooLong(let field): Problem(.contentTooLarge, "\(field.rawValue)_too_long", Messages.tooLong(field))
        case .badReason: Problem(.unprocessableContent, "invalid_reason", Messages.badReason)
        }
    }
}
