import Daemon
import NIOCore

/// The page and the merged document, made once of what the daemons said last: anybody may ask, and making them takes a
/// tenth of a second.
actor DocsAnswers {
    private struct Made {
        let number: Int
        let document: MergedDocument
        let away: [String]
        var json: ByteBuffer?
        var pages: [Language: String] = [:]
    }

    /// Stands in kept pages for the address that each reader came by.
    private static let anyOrigin = "https://origin.invalid"

    private let documents: APIDocuments
    private let routes: CurrentRoutes
    private var made: Made?

    init(documents: APIDocuments, routes: CurrentRoutes) {
        self.documents = documents
        self.routes = routes
    }

    func page(in language: Language, at origin: String) async -> String {
        var made = current(await documents.all())
        let page =
            made.pages[language]
            ?? DocsPage(made.document, away: made.away, origin: Self.anyOrigin, language: language).html
        made.pages[language] = page
        self.made = made
        return page.replacing(Self.anyOrigin, with: HTML.escaped(CurlExample.withinQuotes(origin)))
    }

    func document() async throws -> ByteBuffer {
        var made = current(await documents.all())
        let json = try made.json ?? ByteBuffer(bytes: made.document.json.encoded())
        made.json = json
        self.made = made
        return json
    }

    private func current(_ gathering: APIDocuments.Gathering) -> Made {
        if let made, made.number >= gathering.number { return made }
        let known = gathering.found.compactMap { found in
            found.document.map { (product: found.product, document: $0) }
        }
        return Made(
            number: gathering.number,
            document: MergedDocument(known, routes: routes.table),
            away: gathering.found.filter { $0.document == nil }.map(\.product)
        )
    }
}
