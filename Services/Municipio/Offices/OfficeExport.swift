import CSV
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SuiteProtocol

/// All offices as the table that an import takes, written page by page while it is read.
struct OfficeExport: Sendable {
    let store: OfficeStore
    let fileName: String

    private static let page = 500

    var response: Response {
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8",
            .contentDisposition: "attachment; filename=\"\(fileName)-\(WireJSON.day(store.now())).csv\"",
            .cacheControl: "no-store",
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody { writer in try await write(to: &writer) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: CSVLine.mark + line(ImportColumn.allCases.map(\.heading))))
        var reader = MunicipalityReader(places: store.places)
        var cursor: String?
        repeat {
            let page = try await store.list(after: cursor, limit: Self.page)
            var buffer = ByteBuffer()
            for kept in page.offices { buffer.writeString(line(cells(of: kept.office, &reader))) }
            try await writer.write(buffer)
            cursor = page.next
        } while cursor != nil
        try await writer.finish(nil)
    }

    private func cells(of office: Office, _ reader: inout MunicipalityReader) -> [String?] {
        let place = store.places[office.place]
        return ImportColumn.allCases.map { column in
            switch column {
            case .municipio: place.map { reader.name(of: $0) } ?? office.place.code
            case .cabecera: place?.cabecera
            case .field(let field): office.data[field]
            }
        }
    }

    private func line(_ cells: [String?]) -> String { CSVLine(cells, separator: ";").text }
}
