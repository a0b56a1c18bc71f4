import Daemon
import FoundationEssentials

/// A document with fields that letters are made of.
struct StoredTemplate: Sendable {
    let id: String
    let name: String
    let fields: [String]
    let isExample: Bool
    let createdAt: Date?
}

/// Letters that were asked for together.
struct Letters: Sendable {
    enum State: String, Codable, Sendable {
        case waiting, running, done, failed, cancelled

        var isEnded: Bool { [.done, .failed, .cancelled].contains(self) }
    }

    let id: String
    let owner: String
    let templateID: String
    let name: String
    let hasPDF: Bool
    let state: State
    /// Rows.
    let total: Int
    let createdAt: Date
}

/// One of them.
struct LetterRow: Sendable {
    enum State: String, Codable, Sendable {
        case waiting, made, failed
    }

    let id: String
    /// From 1.
    let number: Int
    let state: State
    /// Of its file, without an ending.
    let name: String
    /// Of the fields; nil once it is made.
    let values: [String: String]?
    let fault: LetterFault?
    /// Of its files.
    let bytes: Int
}

/// What is wrong with one letter. The others are made all the same.
struct LetterFault: Codable, Equatable, Sendable {
    enum Code: String, Codable, Sendable {
        /// A row has nothing for these fields.
        case missingValue = "missing_value"
        /// There is no room for more letters together.
        case tooLarge = "letters_too_large"
        /// The document is there, its PDF isn't.
        case notPrinted = "pdf_failed"
    }

    let code: Code
    var fields: [String] = []

    var detail: LocalizedText {
        switch code {
        case .missingValue: Messages.letterMissingValue(fields: fields)
        case .tooLarge: Messages.letterTooLarge
        case .notPrinted: Messages.letterNotPrinted
        }
    }
}
