import Audit
import CSV
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SuiteProtocol

/// Entries as a file, written page by page while it is read.
struct AuditExport: Sendable {
    enum Format: String {
        case csv, jsonl
    }

    private static let page = 1_000

    let log: AuditLog
    let filter: AuditFilter
    let format: Format

    var response: Response {
        let day = WireJSON.day(Date())
        let headers: HTTPFields = [
            .contentType: format == .csv ? "text/csv; charset=utf-8" : "application/jsonl",
            .contentDisposition: "attachment; filename=\"auditoria-\(day).\(format.rawValue)\"",
            .cacheControl: "no-store",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody { writer in try await write(to: &writer) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        let encoder = WireJSON.encoder()
        if format == .csv { try await writer.write(ByteBuffer(string: CSVLine.mark + AuditItem.columns.text)) }
        var cursor: AuditCursor?
        while true {
            let items = try await log.items(filter, after: cursor, limit: Self.page)
            var page = ByteBuffer()
            for item in items {
                switch format {
                case .csv: page.writeString(item.line.text)
                case .jsonl:
                    page.writeBytes(try encoder.encode(item))
                    page.writeString("\n")
                }
            }
            try await writer.write(page)
            guard items.count == Self.page, let last = items.last else { break }
            cursor = last.cursor
        }
        try await writer.finish(nil)
    }
}

extension AuditItem {
    fileprivate static let columns = CSVLine([
        "sequence", "id", "at", "actor", "actor_name", "action", "subject", "subject_name", "object_kind", "object_id",
        "network", "reason", "result", "daemon", "request_id",
    ])

    fileprivate var line: CSVLine {
        CSVLine([
            "\(sequence)", id, WireJSON.text(at), actor.id, actor.name, action, subject?.id, subject?.name,
            object?.kind,
            object?.id, network, reason, result, daemon, requestID,
        ])
    }
}
