import FoundationEssentials

/// Work that outlives the request that asked for it, and the daemon that does it.
struct Job: Sendable {
    enum Kind: String, Codable, CaseIterable, Sendable {
        case ingest, sheet, letters
    }

    enum State: String, Codable, Sendable {
        case waiting, running, done, failed, cancelled

        var isEnded: Bool { [.done, .failed, .cancelled].contains(self) }
    }

    /// Why it failed, for good or until somebody tries again.
    struct Fault: Codable, Equatable, Sendable {
        let code: String
        /// A sentence in each language.
        let es: String
        let en: String
    }

    let id: String
    let kind: Kind
    let state: State
    /// What is being done: `reading`, `indexing`.
    let stage: String?
    /// How much of `total` is done: pages, rows, letters.
    let done: Int
    let total: Int?
    /// The document, the sheet or the letters.
    let subject: String
    /// What it is called on the list of jobs: a file's name.
    let name: String
    let owner: String
    /// With this one.
    let attempts: Int
    let fault: Fault?
    let createdAt: Date
    let startedAt: Date?
    let endedAt: Date?
    /// Proves that it is still whose who took it.
    let claim: String?
}

/// What ends a job for good: trying again by itself would change nothing.
struct JobFailure: Error, Equatable {
    let fault: Job.Fault

    init(_ code: String, es: String, en: String) {
        fault = Job.Fault(code: code, es: es, en: en)
    }
}
