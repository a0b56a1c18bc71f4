import Conversion
import Daemon
import FoundationEssentials
import Hummingbird
import SuiteProtocol
import TextAnalysis

/// A document on the wire.
struct DocumentBody: ResponseEncodable, Sendable {
    struct Fault: Codable, Sendable {
        let code: String
        let detail: String
    }

    let id: String
    let collectionID: String
    let name: String
    let title: String
    let kind: FileKind
    let bytes: Int
    let pages: Int
    let pagesDone: Int
    let state: Document.State
    let error: Fault?
    let jobID: String?
    let parentID: String?
    let externalID: String?
    let url: String?
    let hasFile: Bool
    let isRecognised: Bool
    let hasInstructions: Bool
    let faultyPages: Int
    let language: String?
    let createdAt: Date
    let updatedAt: Date
    let canChange: Bool

    /// - Parameter reader: the person's id.
    init(_ document: Document, for reader: String, in language: Language) {
        id = document.id
        collectionID = document.collection
        name = document.about.name
        title = document.title
        kind = document.kind
        bytes = document.bytes
        pages = document.pages
        pagesDone = document.pagesDone
        state = document.state
        error = document.fault.map { Fault($0, in: language) }
        jobID = document.jobID
        parentID = document.parentID
        externalID = document.about.externalID
        url = document.about.url
        hasFile = document.hasFile
        isRecognised = document.counts.recognised > 0
        hasInstructions = document.counts.marked > 0
        faultyPages = document.counts.faulty
        self.language = document.language?.rawValue
        createdAt = document.createdAt
        updatedAt = document.updatedAt
        canChange = document.owner == reader
    }
}

extension DocumentBody.Fault {
    init(_ fault: Job.Fault, in language: Language) {
        self.init(code: fault.code, detail: language == .es ? fault.es : fault.en)
    }

    init(_ error: ConversionError, in language: Language) {
        self.init(Job.Fault(error), in: language)
    }

    init(_ problem: Problem, in language: Language) {
        self.init(code: problem.code, detail: problem.detail[language])
    }
}

extension Job.Fault {
    init(_ error: ConversionError) {
        self.init(code: error.code, es: error.sentence.es, en: error.sentence.en)
    }
}

/// Documents, newest first.
struct DocumentList: ResponseEncodable, Sendable {
    let items: [DocumentBody]
    let next: String?
}
