import CSV
import Daemon
import Foundation
import SuiteProtocol

/// A person as a line of an import names them. What a cell leaves empty is not said.
struct ImportRow: Sendable {
    struct Group: Sendable, Hashable {
        let name: String
        let kind: UserGroup.Kind
        var key: String { UserGroup.key(of: name) }
    }

    let line: Int
    /// As written, for whoever reads what is wrong with it.
    let written: Written
    let name: DisplayName?
    let email: EmailAddress?
    let username: Username?
    let roles: Set<Role>
    let groups: [Group]
    let isMinor: Bool?

    struct Written: Sendable {
        var name = ""
        var email = ""
        var username = ""
    }
}

/// The rows of a table whose first line says what its columns are.
struct ImportTable: Sendable {
    static let mostLines = 5000

    let separator: Character
    let rows: [Result<ImportRow, LineError>]

    /// A line that is left out.
    struct LineError: Error, Sendable {
        let line: Int
        let written: ImportRow.Written
        let fault: ImportFault
    }

    init(_ table: CSVTable) throws(ImportError) {
        separator = table.separator
        let columns = (table.records.first?.fields ?? []).map(ImportColumn.init(header:))
        guard columns.contains(.name) || columns.contains(.email) || columns.contains(.username) else {
            throw .headerMissing
        }
        guard Set(columns.compactMap { $0 }).count == columns.compactMap({ $0 }).count else { throw .columnRepeated }
        guard table.records.count > 1 else { throw .empty }
        guard table.records.count <= Self.mostLines + 1 else { throw .tooManyLines }
        rows = table.records.dropFirst().map { Self.row($0, columns) }
    }

    private static func row(_ record: CSVTable.Record, _ columns: [ImportColumn?]) -> Result<ImportRow, LineError> {
        var cells: [ImportColumn: String] = [:]
        for (column, field) in zip(columns, record.fields) {
            let text = field.trimmingCharacters(in: .whitespacesAndNewlines)
            if let column, !text.isEmpty { cells[column] = text }
        }
        let name = [cells[.name], cells[.surname]].compactMap { $0 }.joined(separator: " ")
        let written = ImportRow.Written(
            name: String(name.prefix(120)),
            email: String((cells[.email] ?? "").prefix(254)),
            username: String((cells[.username] ?? "").prefix(64))
        )
        do throws(ImportFault) {
            if let cell = cells.values.first(where: \.looksLikeFormula) { throw .formula(String(cell.prefix(1))) }
            return .success(
                ImportRow(
                    line: record.line,
                    written: written,
                    name: try name.isEmpty ? nil : checked(.user(.invalidName)) { DisplayName(name) },
                    email: try cells[.email].map { text throws(ImportFault) in try email(text) },
                    username: try cells[.username].map { text throws(ImportFault) in try username(text) },
                    roles: try roles(cells[.role] ?? ""),
                    groups: try groups(cells),
                    isMinor: try cells[.minor].map { text throws(ImportFault) in
                        try checked(.unknownFlag(String(text.prefix(30)))) { text.importedFlag }
                    }
                )
            )
        } catch {
            return .failure(LineError(line: record.line, written: written, fault: error))
        }
    }

    private static func checked<Value>(_ fault: ImportFault, _ value: () -> Value?) throws(ImportFault) -> Value {
        guard let value = value() else { throw fault }
        return value
    }

    private static func email(_ text: String) throws(ImportFault) -> EmailAddress {
        do throws(UserError) { return try EmailAddress(text) } catch { throw .user(error) }
    }

    private static func username(_ text: String) throws(ImportFault) -> Username {
        do throws(UserError) { return try Username(text) } catch { throw .user(error) }
    }

    /// `Tutora y profesora`, `student/tutor`, `alumno/a`.
    private static func roles(_ cell: String) throws(ImportFault) -> Set<Role> {
        var roles: Set<Role> = []
        let words = cell.replacing(" y ", with: ",").replacing(" and ", with: ",").split { "|;,/+&".contains($0) }
            .map(String.init)
        for word in words where !["", "a", "as", "o", "os"].contains(word.plainWords.joined()) {
            guard let role = Role(word: word) else { throw .unknownRole(String(word.prefix(30))) }
            roles.insert(role)
        }
        return roles
    }

    private static func groups(_ cells: [ImportColumn: String]) throws(ImportFault) -> [ImportRow.Group] {
        var groups: [ImportRow.Group] = []
        for kind in UserGroup.Kind.allCases {
            for name in (cells[.group(kind)] ?? "").split(whereSeparator: { "|;,".contains($0) }) {
                let text = name.trimmingCharacters(in: .whitespaces)
                guard !text.isEmpty else { continue }
                guard let name = try? GroupStore.checked(text) else { throw .invalidGroup }
                let group = ImportRow.Group(name: name, kind: kind)
                if !groups.contains(where: { $0.key == group.key }) { groups.append(group) }
            }
        }
        return groups
    }
}
