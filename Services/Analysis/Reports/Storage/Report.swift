import FoundationEssentials

/// A report as it is kept.
struct Report: Sendable {
    enum State: String, Codable, Sendable {
        case queued, running, done, failed
    }

    struct Sentence: Sendable {
        let id: String
        /// As the rules wrote it.
        let text: String
        /// As a tutor put it, beside the original.
        let editedText: String?
        let messageIDs: [String]
    }

    struct Signature: Sendable, Equatable {
        let signer: String?
        let name: String?
        let at: Date
    }

    let id: String
    let target: ReportTarget
    let state: State
    /// In percent.
    let progress: Int
    let createdAt: Date
    let createdBy: String?
    /// Of its sentences.
    let language: String
    /// Nil until it is done.
    let figures: ReportFigures?
    let sentences: [Sentence]
    let signature: Signature?
}

extension Report {
    /// What may be read, edited and signed; throws until it is there.
    func requireDone() throws(ReportError) -> ReportFigures {
        guard state == .done, let figures else { throw .notReady }
        return figures
    }
}
