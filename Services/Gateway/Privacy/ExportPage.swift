import Daemon
import Foundation
import Identity
import SuiteProtocol

/// An export as one page that needs nothing else: readable, printable, and without any script.
struct ExportPage {
    static let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

    let export: MyDataExport
    let institution: String
    let language: Language

    /// Everything is text: nothing of a person's data becomes markup.
    var html: String {
        let title = Messages.exportTitle[language]
        let sections = export.parts.map(section).joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <title>\(HTML.escaped(title))</title>
            <style>\(Self.style)</style></head><body>
            <h1>\(HTML.escaped(title))</h1>
            <p>\(HTML.escaped(institution)) · \(HTML.escaped(time(export.exportedAt)))</p>
            <p class="note">\(HTML.escaped(Messages.exportDetails[language]))</p>
            \(sections)
            \(views)
            </body></html>

            """
    }

    private static let style = """
        body { font: 11pt/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff }
        h1 { font-size: 1.6em } h2 { font-size: 1.25em; border-bottom: 1px solid #999; margin-top: 2em }
        h3 { font-size: 1em; margin: 1.5em 0 .3em } h1, h2, h3 { break-after: avoid }
        table { border-collapse: collapse; width: 100% } td, th { text-align: left; vertical-align: top; \
        padding: .2em .6em .2em 0; border-bottom: 1px solid #ddd; font-weight: normal }
        dl { margin: 0 0 .8em } dt { color: #555; font-size: .85em } dd { margin: 0 0 .3em 1em }
        .text { white-space: pre-wrap; overflow-wrap: anywhere } .note { color: #555; font-size: .85em }
        .item { border-left: 3px solid #ccc; padding-left: 1em; margin: 1em 0 } img { max-width: 100%; max-height: 24em }
        """

    private func section(_ part: MyDataExport.Part) -> String {
        let heading = "<h2>\(HTML.escaped(Messages.daemonTitle(part.daemon)[language]))</h2>"
        guard let report = part.report else {
            return heading + "<p>\(HTML.escaped(Messages.exportDaemonAway[language]))</p>"
        }
        let rows = report.categories.map { category in
            """
            <tr><td>\(HTML.escaped(category.title))</td><td>\(category.count)</td>\
            <td>\(HTML.escaped(category.purpose))<br><span class="note">\(HTML.escaped(category.ground))</span></td></tr>
            """
        }
        let data = report.categories.compactMap { category -> String? in
            guard let value = report.data?[category.key], !isEmpty(value) else { return nil }
            return "<h3>\(HTML.escaped(category.title))</h3>\n" + block(value, of: category.key)
        }
        return """
            \(heading)
            <table><tr><th>\(HTML.escaped(Messages.exportWhat[language]))</th>\
            <th>\(HTML.escaped(Messages.exportCount[language]))</th>\
            <th>\(HTML.escaped(Messages.exportWhy[language]))</th></tr>
            \(rows.joined(separator: "\n"))
            </table>
            \(data.joined(separator: "\n"))
            """
    }

    private var views: String {
        let rows = export.views.map { view in
            """
            <tr><td>\(HTML.escaped(time(view.at)))</td><td>\(HTML.escaped(view.actorName ?? "—"))</td>\
            <td>\(HTML.escaped(view.action))\(outcome(of: view))</td><td>\(HTML.escaped(view.reason ?? ""))</td></tr>
            """
        }
        let table =
            rows.isEmpty
            ? "<p>\(HTML.escaped(Messages.exportNoViews[language]))</p>"
            : "<table>\(rows.joined(separator: "\n"))</table>"
        return "<h2>\(HTML.escaped(Messages.exportViews[language]))</h2>\n\(table)"
    }

    /// Nothing where it came off.
    private func outcome(of view: MyData.View) -> String {
        Messages.exportOutcomes[view.result].map { " (\(HTML.escaped($0[language])))" } ?? ""
    }

    /// A list item by item, an object field by field; `key` is what it is called on the wire.
    private func block(_ value: JSONValue, of key: String) -> String {
        switch value {
        case .array(let items): items.map { "<div class=\"item\">\(block($0, of: key))</div>" }.joined(separator: "\n")
        case .object(let members):
            "<dl>"
                + members.filter { !isEmpty($0.value) && !Messages.exportLeftOut.contains($0.key) }
                .sorted { (Self.rank($0.key), $0.key) < (Self.rank($1.key), $1.key) }
                .map {
                    "<dt>\(HTML.escaped(Messages.exportField($0.key)[language]))</dt><dd>\(block($0.value, of: $0.key))</dd>"
                }
                .joined() + "</dl>"
        case .string(let text) where text.hasPrefix("data:image/jpeg;base64,"):
            "<img alt=\"\(HTML.escaped(Messages.exportImage[language]))\" src=\"\(HTML.escaped(text))\">"
        case .string(let text):
            "<span class=\"text\">\(HTML.escaped(plain(text, of: key)))</span>"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .bool(let flag): HTML.escaped((flag ? Messages.exportYes : Messages.exportNo)[language])
        case .null: ""
        }
    }

    private func plain(_ text: String, of key: String) -> String {
        Messages.exportWord(text, of: key)?[language] ?? WireJSON.date(text).map(time) ?? text
    }

    /// What people look for first stands first.
    private static func rank(_ key: String) -> Int {
        ["title", "name", "username", "role", "text", "created_at", "at"].firstIndex(of: key)
            ?? (key == "messages" || key == "content" ? 100 : 50)
    }

    private func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .string(""): true
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }

    private func time(_ date: Date) -> String {
        date.formatted(
            Date.ISO8601FormatStyle(dateTimeSeparator: .space).year().month().day().time(
                includingFractionalSeconds: false
            )
        )
            + " UTC"
    }
}
