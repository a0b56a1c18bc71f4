import Citations
import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import SuiteProtocol

/// A conversation as a file that its owner takes along.
struct ConversationExport {
    enum Format: String { case markdown, json, html }

    static let messageLimit = 20_000

    let conversation: Conversation
    let language: Language

    func response(_ format: Format) throws -> Response {
        let content: (text: String, type: String, suffix: String) =
            switch format {
            case .markdown: (markdown, "text/markdown; charset=utf-8", "md")
            case .json: (try json, "application/json", "json")
            case .html: (page, "text/html; charset=utf-8", "html")
            }
        return Response(
            status: .ok,
            headers: [
                .contentType: content.type,
                .contentDisposition:
                    "attachment; filename=\"consulta-\(conversation.id.suffix(12)).\(content.suffix)\"",
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
                .contentSecurityPolicy: Self.policy,
            ],
            body: .init(byteBuffer: ByteBuffer(string: content.text))
        )
    }

    private static let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

    private var json: String {
        get throws {
            let encoder = WireJSON.encoder()
            encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(conversation), as: UTF8.self) + "\n"
        }
    }

    private var markdown: String {
        let turns = conversation.messages.map { message in
            let body = [message.text, remark(message)].filter { !$0.isEmpty }.joined(separator: "\n\n")
            return "## \(who(message)) · \(time(message))\n\n\(body)\n"
        }
        return "# \(conversation.title)\n\n" + turns.joined(separator: "\n")
    }

    /// Everything is text: nothing of a conversation becomes markup.
    private var page: String {
        let turns = conversation.messages.map { message in
            """
            <article><h2>\(escaped(who(message))) · \(time(message))</h2><p>\(escaped(message.text))</p>\
            <p class="remark">\(escaped(remark(message)))</p></article>
            """
        }
        return """
            <!doctype html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(escaped(conversation.title))</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            body { font: 11pt/1.5 serif; max-width: 42em; margin: 2em auto; padding: 0 1em }
            h1 { font-size: 1.4em } h2 { font-size: 1em; margin: 1.5em 0 .3em; break-after: avoid }
            p { white-space: pre-wrap; margin: 0; overflow-wrap: anywhere } .remark { color: #555; font-size: .85em }
            </style></head><body><h1>\(escaped(conversation.title))</h1>
            \(turns.joined(separator: "\n"))
            </body></html>

            """
    }

    private func who(_ message: Message) -> String {
        switch message.role {
        case .user: Messages.exportPerson[language]
        case .assistant: Messages.exportAssistant[language]
        case .tutor: message.tutor?.name ?? Messages.exportTutor[language]
        }
    }

    private func time(_ message: Message) -> String {
        message.createdAt.formatted(.iso8601)
    }

    /// What the text alone doesn't say: its images, its model, and that it is not whole.
    private func remark(_ message: Message) -> String {
        var parts = message.images.map { "\(Messages.exportImage[language]): \($0.width) × \($0.height)" }
        if let sources = sources(message) { parts.append(sources) }
        if let model = message.model { parts.append(model) }
        if message.leftInstitution == true { parts.append(Messages.exportLeft[language]) }
        if message.role == .assistant, message.status != .complete { parts.append(Messages.exportIncomplete[language]) }
        return parts.joined(separator: " · ")
    }

    /// Those that a sentence stands on.
    private func sources(_ message: Message) -> String? {
        let cited = Set((message.sentences ?? []).flatMap(\.sourceIDs))
        let names = message.sources.filter { cited.contains($0.id) }.map { source in
            "[\(source.id)] \(source.title)" + (source.page.map { ", p. \($0)" } ?? "")
        }
        return names.isEmpty ? nil : "\(Messages.exportSources[language]): \(names.joined(separator: "; "))"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
