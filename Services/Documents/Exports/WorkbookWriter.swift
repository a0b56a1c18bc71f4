import CXlsxWriter
import Daemon
import Foundation

/// Writes a table as a workbook (.xlsx) by libxlsxwriter. Texts are written as texts: none becomes a formula or a link.
struct WorkbookWriter {
    /// Characters of a cell, a sheet's name, and rows of a sheet, as Excel limits them.
    private static let longestText = 32_767
    private static let longestName = 31
    private static let mostRows = 1_048_576
    /// Widths of columns, in characters.
    private static let narrowest = 8
    private static let widest = 60

    private let formats: Formats
    private let language: Language

    /// - Parameter folder: a private one, for files that are gone when this returns.
    static func file(of table: ExportTable, in language: Language, folder: String) throws(ExportError) -> [UInt8] {
        let place = "\(folder)/\(UUID().uuidString)"
        let files = FileManager.default
        guard mkdir(place, 0o700) == 0 else { throw .workbook(Int(errno)) }
        defer { try? files.removeItem(atPath: place) }
        let path = "\(place)/table.xlsx"
        let status = place.withCString { temporary in
            var options = lxw_workbook_options()
            options.tmpdir = UnsafeMutablePointer(mutating: temporary)
            guard let workbook = workbook_new_opt(path, &options) else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
            let result = WorkbookWriter(workbook, language).write(table, to: workbook)
            let closed = workbook_close(workbook)
            return result == LXW_NO_ERROR ? closed : result
        }
        guard status == LXW_NO_ERROR, let data = files.contents(atPath: path) else {
            throw .workbook(Int(status.rawValue))
        }
        return Array(data)
    }

    private init(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ language: Language) {
        formats = Formats(workbook, language)
        self.language = language
    }

    private func write(_ table: ExportTable, to workbook: UnsafeMutablePointer<lxw_workbook>) -> lxw_error {
        let sources = Messages.exportSources[language]
        var name = Self.sheetName(table.title)
        if name.isEmpty || name.lowercased() == sources.lowercased() { name = Messages.exportTable[language] }
        guard let sheet = workbook_add_worksheet(workbook, name) else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
        let texts = TableText.cells(of: table, in: language)
        begin(sheet, TableText.headings(of: table), texts)
        for (index, row) in table.rows.prefix(Self.mostRows - 1).enumerated() {
            let line = lxw_row_t(index + 1)
            var column: lxw_col_t = 0
            if table.rowHeading != nil {
                write(row.title, to: sheet, line, column, formats.text)
                column += 1
            }
            for (cell, type) in zip(row.cells, table.columns.map(\.type)) {
                write(cell, type, to: sheet, line, column)
                column += 1
            }
        }
        guard table.hasOrigins else { return LXW_NO_ERROR }
        guard let list = workbook_add_worksheet(workbook, sources) else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
        let origins = TableText.origins(of: table, in: language)
        begin(list, TableText.originHeadings(in: language), origins)
        for (index, line) in origins.prefix(Self.mostRows - 1).enumerated() {
            for (column, text) in line.enumerated() {
                let place = (lxw_row_t(index + 1), lxw_col_t(column))
                if column == TableText.pageColumn, let page = Double(text) {
                    worksheet_write_number(list, place.0, place.1, page, formats.text)
                } else {
                    write(text, to: list, place.0, place.1, formats.text)
                }
            }
        }
        return LXW_NO_ERROR
    }

    /// The first row stays in sight and filters the others.
    private func begin(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ headings: [String], _ rows: [[String]]) {
        for (column, heading) in headings.enumerated() {
            write(heading, to: sheet, 0, lxw_col_t(column), formats.heading)
            let lengths = rows.map { $0[column].split(whereSeparator: \.isNewline).map(\.count).max() ?? 0 }
            let width = min(Self.widest, max(Self.narrowest, heading.count + 3, (lengths.max() ?? 0) + 1))
            worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), Double(width), nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        let last = lxw_row_t(min(rows.count, Self.mostRows - 1))
        if !headings.isEmpty { worksheet_autofilter(sheet, 0, 0, last, lxw_col_t(headings.count - 1)) }
    }

    private func write(
        _ cell: ExportTable.Cell,
        _ type: ExportTable.ColumnType,
        to sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ row: lxw_row_t,
        _ column: lxw_col_t
    ) {
        let isAmber = cell.isUnsourced
        let value = ExportValue(cell, type)
        switch value {
        case .none:
            worksheet_write_blank(sheet, row, column, isAmber ? formats.amberText : formats.text)
        case .number(let number, _):
            worksheet_write_number(sheet, row, column, number, isAmber ? formats.amberText : formats.text)
        case .date(let year, let month, let day):
            var date = lxw_datetime(
                year: Int32(year),
                month: Int32(month),
                day: Int32(day),
                hour: 0,
                min: 0,
                sec: 0
            )
            worksheet_write_datetime(sheet, row, column, &date, isAmber ? formats.amberDate : formats.date)
        case .text, .yes, .no:
            write(value.text(in: language), to: sheet, row, column, isAmber ? formats.amberText : formats.text)
        }
    }

    private func write(
        _ text: String,
        to sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ row: lxw_row_t,
        _ column: lxw_col_t,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) {
        var text = text.printable
        if text.utf16.count > Self.longestText { text = String(text.prefix(Self.longestText / 2)) + "…" }
        worksheet_write_string(sheet, row, column, text, format)
    }

    /// Excel refuses these characters, and a name of more than 31.
    private static func sheetName(_ title: String) -> String {
        let safe = title.printable.map { "[]:*?/\\'\n\t".contains($0) ? " " : $0 }
        var name = ""
        for character in safe where (name + String(character)).utf16.count <= longestName { name.append(character) }
        return name.split(separator: " ").joined(separator: " ")
    }
}

/// How cells look.
private struct Formats {
    private static let amber: lxw_color_t = 0xFFC000
    private static let grey: lxw_color_t = 0xE7E6E6

    let heading, text, date, amberText, amberDate: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ language: Language) {
        let day = language == .es ? "dd/mm/yyyy" : "yyyy-mm-dd"
        func format(isDate: Bool = false, fill: lxw_color_t? = nil, isBold: Bool = false)
            -> UnsafeMutablePointer<lxw_format>?
        {
            guard let format = workbook_add_format(workbook) else { return nil }
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            if isDate { format_set_num_format(format, day) }
            if isBold { format_set_bold(format) }
            if let fill { format_set_bg_color(format, fill) }
            return format
        }
        heading = format(fill: Self.grey, isBold: true)
        text = format()
        date = format(isDate: true)
        amberText = format(fill: Self.amber)
        amberDate = format(isDate: true, fill: Self.amber)
    }
}
