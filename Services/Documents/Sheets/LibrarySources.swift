import FoundationEssentials
import Identity
import Persistence

/// Documents of the library, as sheets take them.
struct LibrarySources: SheetSources {
    let documents: DocumentStore
    let collections: CollectionStore

    /// Pages that are read line by line: a form is short, and where the words of a book stand takes room.
    private static let forms = 40
    /// Ids in one statement.
    private static let asked = 500

    func visible(_ ids: Set<String>, to principal: Principal) async throws -> [String: SheetSource] {
        var found: [String: SheetSource] = [:]
        var rest = ids.sorted()[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(Self.asked))
            rest = rest.dropFirst(Self.asked)
            for source in try await sources("documents.id IN (\(part))", for: principal, limit: part.count) {
                found[source.id] = source
            }
        }
        return found
    }

    func documents(in collections: [String], for principal: Principal) async throws -> [SheetSource] {
        let readable = try await self.collections.readable(collections, by: principal)
        return try await sources(
            "documents.collection_id IN (\(readable)) AND documents.state = \(Document.State.ready)",
            for: principal,
            limit: SheetStore.mostDocuments + 1
        )
    }

    /// In the order in which they came.
    private func sources(_ condition: SQL, for principal: Principal, limit: Int) async throws -> [SheetSource] {
        try await documents.database.read { db in
            let rows = try db.all(
                """
                SELECT documents.* FROM documents JOIN collections ON collections.id = documents.collection_id
                WHERE \(condition) AND deleted_at IS NULL AND \(CollectionStore.isReadable(by: principal))
                ORDER BY documents.id LIMIT \(limit)
                """,
                as: DocumentRow.self
            )
            return try rows.map { row in
                let document = try row.document(documents.keyring)
                return SheetSource(
                    id: document.id,
                    title: document.title,
                    name: document.about.name,
                    pages: document.pagesDone
                )
            }
        }
    }

    func pages(of document: String) async throws -> [PageText] {
        let printed = try await documents.pages(of: document, from: 1, limit: Self.forms, withWords: true)
        let rest = try await documents.pages(of: document, from: Self.forms + 1, limit: .max)
        return printed.map { $0.words.isEmpty ? PageText($0) : PageText(printed: $0) } + rest.map { PageText($0) }
    }
}

extension PageText {
    init(_ page: StoredPage) {
        self.init(
            number: page.number,
            text: page.text,
            blocks: page.blocks.map { block in
                let kind: Block.Kind =
                    switch block.kind {
                    case .heading: .heading(level: block.level ?? 1)
                    case .paragraph: .paragraph
                    case .listItem: .listItem
                    case .row: .row(cells: Self.cells(of: page.text, block.span.range))
                    }
                return Block(kind: kind, range: block.span.range)
            },
            instructions: page.instructions.map(\.range)
        )
    }

    /// A row's cells have a tab between them.
    private static func cells(of text: String, _ row: Range<Int>) -> [Range<Int>] {
        let units = text.utf16
        let start = units.index(units.startIndex, offsetBy: row.lowerBound, limitedBy: units.endIndex) ?? units.endIndex
        var cells: [Range<Int>] = []
        var from = row.lowerBound
        for (offset, unit) in units[start...].prefix(row.count).enumerated() where unit == 9 {
            cells.append(from..<row.lowerBound + offset)
            from = row.lowerBound + offset + 1
        }
        return cells + [from..<row.upperBound]
    }
}
