import Daemon
import FoundationEssentials
import Hummingbird

/// A template on the wire.
struct LetterTemplateBody: ResponseEncodable {
    let id: String
    let name: String
    let fields: [String]
    let isExample: Bool
    let createdAt: Date?

    init(_ template: StoredTemplate) {
        id = template.id
        name = template.name
        fields = template.fields
        isExample = template.isExample
        createdAt = template.createdAt
    }
}

struct LetterTemplateList: ResponseEncodable {
    let items: [LetterTemplateBody]
    let canPDF: Bool
}

struct LetterTableBody: ResponseEncodable {
    let id: String
    let columns: [String]
    let rows: Int
}

/// What somebody wants to make letters of.
struct LetterRequest: Decodable {
    let templateID: String
    let sheetID: String?
    let tableID: String?
    let mapping: [String: String]?
    let pdf: Bool?
    let nameColumn: String?
}

/// What is wrong with a row, on the wire.
struct LetterFaultBody: Encodable {
    let row: Int
    let code: LetterFault.Code
    let detail: String

    init(_ row: Int, _ fault: LetterFault, _ language: Language) {
        self.row = row
        code = fault.code
        detail = fault.detail[language]
    }
}

/// What letters would become.
struct LetterCheckBody: ResponseEncodable {
    struct Field: Encodable {
        let field: String
        /// Empty where it is left empty on purpose.
        let column: String?
        let isKnown: Bool
    }

    struct Preview: Encodable {
        let row: Int
        let text: String
    }

    let rows: Int
    let columns: [String]
    let fields: [Field]
    let unknown: [String]
    let preview: [Preview]
    let faults: [LetterFaultBody]

    init(_ plan: LetterPlan, _ language: Language) {
        rows = plan.table.rows.count
        columns = plan.table.columns
        fields = plan.mapping.fields.map { field in
            let column = plan.mapping.column(of: field, in: plan.table.columns)
            return Field(field: field, column: column, isKnown: column != nil)
        }
        unknown = plan.mapping.unknown
        preview = plan.preview.map { Preview(row: $0.row, text: $0.text) }
        faults = plan.rows.enumerated().compactMap { index, row in
            row.fault.map { LetterFaultBody(index + 1, $0, language) }
        }
    }
}

struct LettersStarted: ResponseEncodable {
    let id: String
    let jobID: String
}

/// Letters on the list.
struct LettersItemBody: Encodable {
    let id: String
    let name: String
    let state: Letters.State
    let made: Int
    let total: Int
    let failed: Int
    let bytes: Int
    let hasPDF: Bool
    let jobID: String?
    let createdAt: Date

    init(_ progress: LettersProgress) {
        id = progress.letters.id
        name = progress.letters.name
        state = progress.letters.state
        made = progress.made
        total = progress.letters.total
        failed = progress.failed
        bytes = progress.bytes
        hasPDF = progress.letters.hasPDF
        jobID = progress.jobID
        createdAt = progress.letters.createdAt
    }
}

struct LettersList: ResponseEncodable {
    let items: [LettersItemBody]
    let next: String?
}

/// Letters, and which could not be made.
struct LettersBody: ResponseEncodable {
    let id: String
    let name: String
    let state: Letters.State
    let made: Int
    let total: Int
    let failed: [LetterFaultBody]
    let bytes: Int
    let hasPDF: Bool
    let jobID: String?
    let createdAt: Date

    init(_ progress: LettersProgress, faults: [LetterRow], _ language: Language) {
        id = progress.letters.id
        name = progress.letters.name
        state = progress.letters.state
        made = progress.made
        total = progress.letters.total
        failed = faults.compactMap { row in row.fault.map { LetterFaultBody(row.number, $0, language) } }
        bytes = progress.bytes
        hasPDF = progress.letters.hasPDF
        jobID = progress.jobID
        createdAt = progress.letters.createdAt
    }
}
