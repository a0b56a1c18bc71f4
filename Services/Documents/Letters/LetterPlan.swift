import Daemon

/// What a template and a table would make together: looked at before anything is made.
struct LetterPlan: Sendable {
    struct Row: Sendable {
        /// Of its file, without an ending.
        let name: String
        let values: [String: String]
        let fault: LetterFault?
    }

    private static let previewed = 3

    let about: LetterTemplateAbout
    let table: LetterTable
    let mapping: LetterMapping
    let rows: [Row]

    /// - Parameter nameColumn: what files are named by; nil numbers them.
    /// - Throws: `LetterError.unknownColumn`.
    init(
        _ about: LetterTemplateAbout,
        _ table: LetterTable,
        asked: [String: String],
        nameColumn: String?,
        in language: Language
    ) throws(LetterError) {
        let mapping = try LetterMapping(about.fields, columns: table.columns, asked: asked)
        let column = nameColumn.flatMap { $0.isEmpty ? nil : $0 }
        let place = column.flatMap { table.columns.firstIndex(of: $0) }
        if let column, place == nil { throw .unknownColumn(column) }
        var names = LetterNames()
        let width = String(table.rows.count).count
        rows = table.rows.enumerated().map { index, row in
            let number = String(index + 1)
            let padded = String(repeating: "0", count: width - number.count) + number
            let (values, missing) = mapping.values(of: row)
            return Row(
                name: names.name(place.map { row[$0] } ?? "", orElse: "\(Messages.lettersLetter[language])-\(padded)"),
                values: values,
                fault: missing.isEmpty ? nil : LetterFault(code: .missingValue, fields: missing)
            )
        }
        self.about = about
        self.table = table
        self.mapping = mapping
    }

    /// The first letters, as text.
    var preview: [(row: Int, text: String)] {
        rows.prefix(Self.previewed).enumerated().map { index, row in
            let filled = row.values.filter { !$0.value.isEmpty || mapping.targets[$0.key] == .nothing }
            return (index + 1, LetterDraft.text(about.text, filled))
        }
    }

    /// - Throws: `LetterError.fieldsWithoutColumn`: nothing is made then.
    func order(templateID: String, hasPDF: Bool) throws(LetterError) -> LetterOrder {
        guard mapping.unknown.isEmpty else { throw .fieldsWithoutColumn(mapping.unknown) }
        return LetterOrder(
            templateID: templateID,
            name: table.title.isEmpty ? about.name : "\(about.name) · \(table.title)",
            hasPDF: hasPDF,
            rows: rows.map { row in
                LetterOrder.Row(name: row.name, values: row.fault == nil ? row.values : nil, fault: row.fault)
            }
        )
    }
}
