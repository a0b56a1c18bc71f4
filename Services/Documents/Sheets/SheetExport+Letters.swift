import Daemon
import Identity

extension SheetExport: LetterSource {
    func table(_ id: String, for principal: Principal) async throws -> LetterTable {
        // Letters go to families: in Spanish, whatever the page is read in.
        let (sheet, table) = try await table(id, for: principal, in: .es)
        guard sheet.state == .final else { throw SheetError.notFinal }
        return try LetterTable(
            title: table.title,
            columns: table.columns.map(\.name),
            rows: table.rows.map { row in
                zip(row.cells, table.columns).map { cell, column in ExportValue(cell, column.type).text(in: .es) }
            }
        )
    }
}
