import Persistence

/// A page's row.
struct PageRow: RowDecodable {
    private let id: String
    private let document: String
    private let number: Int
    private let text: EncryptedText
    private let layout: EncryptedText
    /// Not read where they aren't wanted.
    private let words: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        document = try row.get("document_id")
        number = try row.get("number")
        text = try row.get("text")
        layout = try row.get("layout")
        words = try row.get("words")
    }

    func page(_ keyring: Keyring) throws -> StoredPage {
        let layout = try layout.decoded(as: PageLayout.self, for: id, by: keyring)
        return StoredPage(
            document: document,
            number: number,
            text: try text.text(for: id, by: keyring),
            blocks: layout.blocks,
            words: try words.map { PageWords.decoded(try $0.text(for: id, by: keyring)) } ?? [],
            size: layout.size,
            isRecognised: layout.isRecognised,
            instructions: layout.instructions,
            fault: layout.fault
        )
    }
}

/// A page ready to be written: sealed before its transaction begins, which may run more than once.
struct SealedPage: Sendable {
    let values: SQL

    static let table: SQL = "document_pages (id, document_id, number, text, layout, words)"

    init(_ page: StoredPage, _ keyring: Keyring) throws {
        let id = "\(page.document)/\(page.number)"
        let layout = PageLayout(
            blocks: page.blocks,
            size: page.size,
            isRecognised: page.isRecognised,
            instructions: page.instructions,
            fault: page.fault
        )
        let words =
            try page.words.isEmpty ? nil : EncryptedText(PageWords.encoded(page.words), for: id, by: keyring)
        values = """
            (\(id), \(page.document), \(page.number), \(try EncryptedText(page.text, for: id, by: keyring)),
                \(try EncryptedText(json: layout, for: id, by: keyring)), \(words))
            """
    }
}
