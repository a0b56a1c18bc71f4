import Daemon
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// A person's templates and sheets. What others' sheets say of them stands in documents, and is found there.
struct SheetSubjects: SubjectPart {
    let sheets: SheetStore
    let templates: TemplateStore

    private static let ofTemplates = "sheet_templates"
    private static let ofSheets = "sheets"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let database = sheets.database
        let made = try await database.holding(in: "sheet_templates", where: "owner", is: subject, at: "created_at")
        let filled = try await database.holding(in: "sheets", where: "owner", is: subject, at: "created_at")
        return [
            Messages.ownTemplates.category(Self.ofTemplates, made, in: language),
            Messages.ownSheets.category(Self.ofSheets, filled, in: language),
        ]
    }

    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let templates = try await templates.list(ownedBy: subject).map { template in
            JSONValue.object([
                "name": .string(template.name), "columns": try JSONValue(wire: template.columns),
                "at": try JSONValue(wire: template.createdAt),
            ])
        }
        let own = try await sheets.database.read { db in
            try db.all(
                "SELECT \(StoredSheet.columns) FROM sheets WHERE owner = \(subject) ORDER BY id",
                as: StoredSheet.self
            ).map { stored in
                let sheet = try stored.sheet(sheets.keyring)
                return try Self.value(sheet, sheets.rows(of: sheet.id, in: db))
            }
        }
        return [Self.ofTemplates: .array(templates), Self.ofSheets: .array(own)]
    }

    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        try await sheets.database.write { [sheets] db in
            let ids = try db.rows("SELECT id FROM sheets WHERE owner = \(subject)")
                .map { try $0.get("id", as: String.self) }
            try sheets.jobs.remove(subjects: Set(ids), in: db)
            let count = try db.execute("DELETE FROM sheets WHERE owner = \(subject)")
            let made = try db.execute("DELETE FROM sheet_templates WHERE owner = \(subject)")
            return [.init(Self.ofTemplates, made), .init(Self.ofSheets, count)]
        }
    }

    private static func value(_ sheet: Sheet, _ rows: [SheetRow]) throws -> JSONValue {
        let columns = sheet.plan.columns
        return .object([
            "name": .string(sheet.name),
            "at": try JSONValue(wire: sheet.createdAt),
            "state": .string(sheet.state.rawValue),
            "rows": .array(
                rows.map { row in
                    var values: [String: JSONValue] = ["document": .string(row.title)]
                    for cell in row.cells where columns.indices.contains(cell.column) {
                        values[columns[cell.column].key] = cell.content.value.map { .string($0) }
                    }
                    return .object(values)
                }
            ),
        ])
    }
}
