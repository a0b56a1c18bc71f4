import CSV
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import NIOPosix
import SuiteProtocol

/// `/api/municipios/imports`: many offices at once, from a spreadsheet.
struct ImportController {
    let imports: ImportStore

    /// Bytes of a file.
    private static let largest = 64 << 20

    /// For a group that requires `keepOffices`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: preview)
            .get(":id", use: show)
            .post(":id/apply", use: apply)
            .post(":id/undo", use: undo)
    }

    struct List: ResponseEncodable {
        let items: [ImportBody]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        List(items: try await imports.list().map { ImportBody($0, context.language) })
    }

    @Sendable private func preview(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<ImportBody> {
        let table = try await read(request.body)
        let replaces = request.uri.queryParameters.get("replace") == "true"
        let shown = try await imports.preview(table, replaces: replaces, by: context.keeper)
        return EditedResponse(status: .created, response: ImportBody(shown, context.language))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> ImportBody {
        let query = request.uri.queryParameters
        let action = try query.get("action").map { text throws(ImportError) in
            guard let action = ImportPlan.Action(rawValue: text) else { throw .invalidAction }
            return action
        }
        let cursor = try query.get("cursor").map { text throws(ImportError) in
            guard let number = Int(text) else { throw .invalidCursor }
            return number
        }
        return ImportBody(try await imports.show(context.id("id"), action, after: cursor ?? -1), context.language)
    }

    @Sendable private func apply(_ request: Request, context: AuthenticatedContext) async throws -> ImportBody {
        ImportBody(try await imports.apply(context.id("id"), by: context.keeper), context.language)
    }

    @Sendable private func undo(_ request: Request, context: AuthenticatedContext) async throws -> ImportBody {
        ImportBody(try await imports.undo(context.id("id"), by: context.keeper), context.language)
    }

    /// Refuses what is too much as soon as it is there.
    private func read(_ body: RequestBody) async throws -> ImportTable {
        var reader = CSVReader(mostRecords: ImportTable.mostRows + 1, mostFields: ImportTable.mostCells)
        var size = 0
        do {
            for try await buffer in body {
                size += buffer.readableBytes
                guard size <= Self.largest else { throw ImportError.tooLarge(limit: Self.largest) }
                try reader.append(buffer.readableBytesView)
            }
            let whole = reader
            return try await NIOThreadPool.singleton.runIfActive {
                var reader = whole
                return try ImportTable(reader.finish())
            }
        } catch let fault as CSVTable.Fault {
            throw ImportError(fault)
        }
    }
}
