import Conversion
import FoundationEssentials
import TextAnalysis

/// A file of a collection, or a text that was imported into it, and how far it has been read.
struct Document: Sendable, Equatable {
    enum State: String, Codable, CaseIterable, Sendable {
        case waiting, reading, ready, failed, cancelled
    }

    /// What is said of it in words: sealed together.
    struct About: Codable, Equatable, Sendable {
        /// Of the file, with those of the archives on the way to it.
        var name: String
        var title: String
        /// As who imported it calls it.
        var externalID: String?
        var url: String?
    }

    let id: String
    let collection: String
    let owner: String
    let about: About
    let kind: FileKind
    /// Of the file, or of the text.
    let bytes: Int
    /// 0 until that is known.
    let pages: Int
    /// Can be read and searched.
    let pagesDone: Int
    let state: State
    let fault: Job.Fault?
    /// The last that worked on it.
    let jobID: String?
    /// The archive or the e-mail that it came in.
    let parentID: String?
    /// Whether the file is kept: not of what was imported as text.
    let hasFile: Bool
    /// Pages whose text was recognised, that tell a machine what to do, and that have no text for a reason.
    let counts: PageCounts
    /// Known once a page was read.
    let language: Analyzer?
    let createdAt: Date
    let updatedAt: Date

    var title: String { about.title }
}

/// How many pages of a document are of a kind.
struct PageCounts: Sendable, Equatable {
    var recognised = 0
    var marked = 0
    var faulty = 0

    init() {}

    init(_ pages: some Sequence<StoredPage>) {
        for page in pages {
            if page.isRecognised { recognised += 1 }
            if !page.instructions.isEmpty { marked += 1 }
            if page.fault != nil { faulty += 1 }
        }
    }
}
