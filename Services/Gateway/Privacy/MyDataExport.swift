import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// A person's data as a file that they take along.
struct MyDataExport: Sendable {
    enum Format: String { case json, html }

    /// What one daemon gave; nil where it was away.
    struct Part: Sendable {
        let daemon: String
        let report: SubjectReport?
    }

    let exportedAt: Date
    let parts: [Part]
    let views: [MyData.View]

    func response(_ format: Format, institution: String, _ language: Language) throws -> Response {
        let (content, type): (Data, String) =
            switch format {
            case .json: (try json(institution: institution), "application/json")
            case .html:
                (
                    Data(ExportPage(export: self, institution: institution, language: language).html.utf8),
                    "text/html; charset=utf-8"
                )
            }
        let day = WireJSON.day(exportedAt)
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename=\"consulta-\(day).\(format.rawValue)\"",
                .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
                .contentSecurityPolicy: ExportPage.policy + "; sandbox",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: content))
        )
    }

    private struct Document: Encodable {
        struct Daemon: Encodable {
            let daemon: String
            let status: MyData.Status
            let categories: [SubjectCategory]
            let data: [String: JSONValue]
        }

        let institution: String
        let exportedAt: Date
        let daemons: [Daemon]
        let views: [MyData.View]
    }

    private func json(institution: String) throws -> Data {
        let encoder = WireJSON.encoder()
        encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
        let daemons = parts.map { part in
            Document.Daemon(
                daemon: part.daemon,
                status: part.report == nil ? .away : .ok,
                categories: part.report?.categories ?? [],
                data: part.report?.data ?? [:]
            )
        }
        return try encoder.encode(
            Document(institution: institution, exportedAt: exportedAt, daemons: daemons, views: views)
        )
    }
}
