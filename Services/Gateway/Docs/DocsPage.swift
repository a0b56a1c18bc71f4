import Daemon

/// The page's HTML. It uses the web UI's style sheets and one module that searches; all of it reads without.
struct DocsPage {
    let html: String

    init(_ document: MergedDocument, away: [String], origin: String, language: Language) {
        let tags = (document.json["tags"]?.array ?? []).compactMap { tag in
            tag["name"]?.string.map { (name: $0, description: tag["description"]?.string ?? "") }
        }
        let sections = tags.map { tag in
            let operations = APIOperation.all(of: document, tag: tag.name)
                .map { OperationSection($0, origin: origin, language: language).html }
            return """
                <section id="\(HTML.escaped(tag.name))">
                <h2>\(HTML.escaped(tag.name))</h2>
                <p class="soft" lang="en">\(HTML.text(tag.description))</p>
                \(operations.joined())</section>

                """
        }
        let missing = away.map { product in
            "<section id=\"\(HTML.escaped(product))\"><h2>\(HTML.escaped(product))</h2>"
                + "<p>\(Messages.docsUnreachable[language])</p></section>\n"
        }
        let links = (tags.map(\.name) + away).map { "<a href=\"#\(HTML.escaped($0))\">\(HTML.escaped($0))</a>" }
        let other: Language = language == .es ? .en : .es
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
            <link rel="stylesheet" href="/styles/docs.css">
            <script type="module" src="/modules/docs.js"></script>
            </head>
            <body>
            <main class="page wide docs">
            <header class="page-head">
            <div class="row spread"><h1>\(Messages.docsTitle[language])</h1>
            <a href="/docs?language=\(other.rawValue)" hreflang="\(other.rawValue)" lang="\(other.rawValue)">\
            \(other == .es ? "Español" : "English")</a></div>
            <p>\(Messages.docsLead[language]) <a href="/openapi.json">openapi.json</a></p>
            <p>\(Messages.docsRefusals[language])</p>
            </header>
            <div class="find" role="search">
            <label for="find">\(Messages.docsSearch[language])</label>
            <input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="/api/…" disabled>
            <nav aria-label="\(Messages.docsDaemons[language])">\(links.joined(separator: "\n"))</nav>
            <p id="found" class="small" role="status" data-none="\(Messages.docsNothingFound[language])"></p>
            </div>
            \((sections + missing).joined())</main>
            </body>
            </html>

            """
    }
}
