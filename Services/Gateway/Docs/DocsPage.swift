import Daemon

/// The page's HTML. It uses the web UI's style sheets, and nothing from elsewhere.
struct DocsPage {
    let html: String

    init(_ sections: [(product: String, document: OpenAPIDocument?)], _ language: Language) {
        let body = sections.map { Self.section($0.product, $0.document, language) }.joined()
        html = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(Messages.docsTitle[language])</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/styles/tokens.css">
            <link rel="stylesheet" href="/styles/base.css">
            <link rel="stylesheet" href="/styles/prose.css">
            </head>
            <body>
            <main class="page prose">
            <h1>\(Messages.docsTitle[language])</h1>
            <p>\(Messages.docsLead[language])</p>
            \(body)</main>
            </body>
            </html>

            """
    }

    private static func section(_ product: String, _ document: OpenAPIDocument?, _ language: Language) -> String {
        let title = "<h2>\(escaped(document.map(\.title) ?? product))</h2>\n"
        guard let document else { return title + "<p>\(Messages.docsUnreachable[language])</p>\n" }
        let rows = document.operations.map { operation in
            "<tr><td><code>\(operation.method)</code></td><td><code>\(escaped(operation.path))</code></td>"
                + "<td>\(escaped(operation.summary))</td></tr>\n"
        }
        let head =
            "<tr><th scope=\"col\">\(Messages.docsMethod[language])</th>"
            + "<th scope=\"col\">\(Messages.docsPath[language])</th>"
            + "<th scope=\"col\">\(Messages.docsPurpose[language])</th></tr>"
        return title + "<table>\n<thead>\(head)</thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
