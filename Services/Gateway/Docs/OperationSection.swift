import Daemon

/// One operation on the page: closed it is a line, open everything that is to know.
struct OperationSection {
    let html: String

    init(_ operation: APIOperation, origin: String, language: Language) {
        let (method, path) = (operation.method, HTML.escaped(operation.path))
        var parts = ["<p class=\"access\">\(HTML.escaped(Self.access(operation.access, language)))</p>"]
        if let description = operation.description { parts.append("<p lang=\"en\">\(HTML.text(description))</p>") }
        if !operation.parameters.isEmpty {
            parts.append("<h4>\(Messages.docsParameters[language])</h4>")
            parts.append(Self.table(operation.parameters.map { Self.row($0, operation) }, language))
        }
        for body in operation.bodies {
            let title = "\(Messages.docsBody[language]) <code>\(HTML.escaped(body.type))</code>"
            parts.append("<h4>\(title)</h4>")
            parts.append(Self.schema(body.schema, operation, language))
        }
        parts.append("<h4>\(Messages.docsAnswers[language])</h4>")
        for answer in operation.answers { parts.append(Self.answer(answer, operation, language)) }
        parts.append("<h4>\(Messages.docsExample[language])</h4>")
        let curl = HTML.escaped(CurlExample(operation, origin: origin).text)
        parts.append("<pre tabindex=\"0\"><code>\(curl)</code></pre>")
        html = """
            <details class="operation" id="\(HTML.escaped(operation.anchor))">
            <summary><span class="method \(method.lowercased())">\(method)</span> <code class="path">\(path)</code> \
            <span class="purpose" lang="en">\(HTML.text(operation.summary))</span></summary>
            <div class="facts">
            \(parts.joined(separator: "\n"))
            </div>
            </details>

            """
    }

    private static func access(_ access: JSONValue?, _ language: Language) -> String {
        switch access?["requires"]?.string {
        case "nothing": return Messages.docsForAnybody[language]
        case "proof": return Messages.docsForProof[language]
        case "service": return Messages.docsForDaemons[language]
        case "permission":
            let roles = (access?["roles"]?.array ?? []).compactMap(\.string)
            return Messages.docsForRoles[language] + " " + roles.joined(separator: ", ")
        default: return Messages.docsForSession[language]
        }
    }

    private static func answer(
        _ answer: (status: String, description: String, contents: [(type: String, schema: JSONValue)]),
        _ operation: APIOperation,
        _ language: Language
    ) -> String {
        let types = answer.contents.map { "<code>\(HTML.escaped($0.type))</code>" }.joined(separator: " ")
        let head =
            "<span class=\"status\">\(HTML.escaped(answer.status))</span> \(HTML.text(answer.description)) \(types)"
        let body = answer.contents.first.map { schema($0.schema, operation, language) } ?? ""
        // Refusals look alike: their shape is said once, above.
        guard !body.isEmpty, answer.status.hasPrefix("2") else { return "<p class=\"answer\">\(head)</p>" }
        return "<p class=\"answer\">\(head)</p>\n\(body)"
    }

    private static func schema(_ schema: JSONValue, _ operation: APIOperation, _ language: Language) -> String {
        let rows = SchemaOutline(schema, in: operation).lines.map { line in
            Row(depth: line.depth, name: line.name, type: line.type, isRequired: line.isRequired, text: line.text)
        }
        return rows.isEmpty ? "" : table(rows, language)
    }

    private struct Row {
        let depth: Int
        let name: String
        let type: String
        let isRequired: Bool
        let text: String
    }

    private static func row(_ parameter: JSONValue, _ operation: APIOperation) -> Row {
        let schema = parameter["schema"] ?? .null
        let place = parameter["in"]?.string ?? ""
        return Row(
            depth: 0,
            name: parameter["name"]?.string ?? "",
            type: "\(SchemaOutline(.null, in: operation).type(of: schema)) · \(place)",
            isRequired: parameter["required"] == .bool(true),
            text: parameter["description"]?.string ?? schema["description"]?.string ?? ""
        )
    }

    private static func table(_ rows: [Row], _ language: Language) -> String {
        let lines = rows.map { row in
            let mark = row.isRequired ? " <span class=\"required\">\(Messages.docsRequired[language])</span>" : ""
            return "<div class=\"field depth-\(row.depth)\"><dt><code>\(HTML.escaped(row.name))</code>\(mark) "
                + "<span class=\"type\">\(HTML.escaped(row.type))</span></dt><dd lang=\"en\">\(HTML.text(row.text))</dd></div>"
        }
        return "<dl class=\"fields\">\n\(lines.joined(separator: "\n"))\n</dl>"
    }
}
