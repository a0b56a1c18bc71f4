import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol
import TextAnalysis

/// `/api/municipios/offices`: clerks keep what citizens are told.
struct OfficeController {
    let store: OfficeStore
    let staleDays: Int

    private static let page = 50
    private static let longestPage = 200

    /// For a group that requires `keepOffices`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
            .get("export", use: export)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .post(":id/confirm", use: confirm)
            .post(":id/restore", use: restore)
            .get(":id/history", use: history)
    }

    struct List: ResponseEncodable {
        let items: [OfficeBody]
        let next: String?
        let total: Int
    }

    struct History: ResponseEncodable {
        let items: [OfficeHistoryEntry]
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        if let cursor, !isID(cursor) { throw OfficeError.invalidCursor }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard (1...Self.longestPage).contains(limit) else { throw OfficeError.invalidLimit }
        var filter = OfficeFilter()
        filter.words = words(query.get("q") ?? "").prefix(OfficeFilter.mostWords).map(\.folded)
        if let code = query.get("municipality"), !code.isEmpty {
            filter.place = try find(code, country: query.get("country")).key
        }
        if query.get("stale") == "true" { filter.staleSince = staleSince }
        let page = try await store.list(filter, after: cursor, limit: limit)
        return List(items: page.offices.map(body), next: page.next, total: page.total)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<OfficeBody> {
        let wanted = try await request.decode(as: OfficeRequest.self, context: context)
        var data = OfficeData()
        try wanted.write(into: &data)
        let place = try find(wanted.municipality ?? "", country: wanted.country)
        let office = try await store.create(data, in: place, by: context.keeper)
        return EditedResponse(status: .created, response: body(office))
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> OfficeBody {
        let wanted = try await request.decode(as: OfficeRequest.self, context: context)
        guard let seen = wanted.updatedAt else { throw Problem.invalidBody }
        let place = try wanted.municipality.map { try find($0, country: wanted.country) }
        return body(
            try await store.change(context.id("id"), seen: seen, to: place, by: context.keeper) { data in
                try wanted.write(into: &data)
            }
        )
    }

    @Sendable private func remove(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status
    {
        try await store.remove(context.id("id"), by: context.keeper)
        return .noContent
    }

    @Sendable private func confirm(_ request: Request, context: AuthenticatedContext) async throws -> OfficeBody {
        body(try await store.confirm(context.id("id"), by: context.keeper))
    }

    @Sendable private func restore(_ request: Request, context: AuthenticatedContext) async throws -> OfficeBody {
        body(try await store.restore(context.id("id"), by: context.keeper))
    }

    @Sendable private func history(_ request: Request, context: AuthenticatedContext) async throws -> History {
        History(items: try await store.history(of: context.id("id")))
    }

    @Sendable private func export(_ request: Request, context: AuthenticatedContext) -> Response {
        OfficeExport(store: store, fileName: Messages.exportName[context.language]).response
    }

    private var staleSince: Date { store.staleSince(days: staleDays) }

    @Sendable private func body(_ office: KeptOffice) -> OfficeBody { OfficeBody(office, staleSince: staleSince) }

    private func find(_ code: String, country: String?) throws(OfficeError) -> Place {
        guard let place = store.places.find(code, country: country) else { throw .unknownMunicipality }
        return place
    }
}
