import Daemon
import HTTPTypes

/// What people write here, and how much of it.
enum TextField: String, Sendable {
    case title, question, answer, message, contact, note

    /// Characters of Unicode.
    var limit: Int {
        switch self {
        case .title: 120
        case .contact: 200
        case .question: 300
        case .note: 2_000
        case .answer, .message: 4_000
        }
    }

    var keepsLines: Bool { [.answer, .message, .note].contains(self) }

    /// As it is kept.
    func checked(_ written: String) throws(TextFault) -> String {
        let text = PlainText(written, keepsLines: keepsLines)
        guard !text.isBlank else { throw .missing(self) }
        guard text.length <= limit else { throw .tooLong(self) }
        return text.text
    }
}

/// Why a text can't be kept.
enum TextFault: Error, Equatable {
    case missing(TextField)
    case tooLong(TextField)
}

extension TextFault: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .missing(let field): Problem(.unprocessableContent, "\(field.rawValue)_missing", Messages.missing(field))
        case .tooLong(let field): Problem(.contentTooLarge, "\(field.rawValue)_too_long", Messages.tooLong(field))
        }
    }
}
