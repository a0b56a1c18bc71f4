import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/sheets`: the caller's own.
struct SheetController: Sendable {
    let sheets: SheetStore
    let templates: TemplateStore
    let sources: any SheetSources
    let estimates: SheetEstimates
    let filler: SheetFiller
    let export: SheetExport
    let jobs: JobStore
    let notices: JobNotices

    static let longestName = 120
    private static let page = 50
    private static let longestPage = 200

    /// For a group that requires `keepDocuments`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: create)
            .get(":id", use: show)
            .patch(":id", use: rename)
            .delete(":id", use: remove)
            .post(":id/estimate", use: estimate)
            .post(":id/run", use: run)
            .patch(":id/cells/:cell", use: edit)
            .post(":id/cells/:cell/recompute", use: recompute)
            .post(":id/cells/:cell/undo", use: undo)
            .post(":id/cells/:cell/confirm", use: confirm)
            .post(":id/leave-empty", use: leaveEmpty)
            .post(":id/finalize", use: finalize)
            .post(":id/reopen", use: reopen)
            .get(":id/export", use: exportFile)
    }

    struct List: ResponseEncodable {
        let items: [SheetSummary]
        let next: String?
    }

    /// Newest first.
    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard cursor.map({ isID($0) }) ?? true, (1...Self.longestPage).contains(limit) else {
            throw JobError.badPage(most: Self.longestPage)
        }
        let found = try await sheets.list(of: context.principal.subject, after: cursor, limit: limit + 1)
        let items = found.prefix(limit).map { SheetSummary($0.0, $0.1) }
        return List(items: items, next: found.count > limit ? items.last?.id : nil)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<SheetBody> {
        let new = try await request.decode(as: NewSheet.self, context: context)
        let principal = context.principal
        let template = try await templates.find(new.templateID, for: principal)
        guard let name = SheetText.line(new.name ?? template.name, Self.longestName) else {
            throw SheetError.badName(most: Self.longestName)
        }
        let found = try await chosen(new, by: principal)
        guard !found.isEmpty else { throw SheetError.noDocuments }
        guard found.count <= SheetStore.mostDocuments else {
            throw SheetError.tooManyDocuments(most: SheetStore.mostDocuments)
        }
        guard found.count * template.columns.count <= SheetStore.mostCells else {
            throw SheetError.tooManyCells(most: SheetStore.mostCells)
        }
        let plan = SheetPlan(
            templateID: template.id,
            name: template.name,
            kind: template.kind,
            columns: template.columns
        )
        let id = try await sheets.create(
            SheetStore.New(name: name, plan: plan, mode: new.rows ?? .perDocument, sources: found),
            by: context.origin
        )
        return EditedResponse(status: .created, response: try await body(id, context))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> SheetBody {
        try await body(context.id("id"), context)
    }

    @Sendable private func rename(_ request: Request, context: AuthenticatedContext) async throws -> SheetBody {
        let id = try context.id("id")
        guard let wanted = try await request.decode(as: SheetRename.self, context: context).name else {
            throw SheetError.nothingToChange
        }
        guard let name = SheetText.line(wanted, Self.longestName) else {
            throw SheetError.badName(most: Self.longestName)
        }
        try await sheets.rename(id, to: name, of: context.principal.subject)
        return try await body(id, context)
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        try await sheets.remove(context.id("id"), by: context.origin)
        return .noContent
    }

    /// The documents that somebody chose, each once, in their order.
    private func chosen(_ new: NewSheet, by principal: Principal) async throws -> [SheetSource] {
        var sources: [SheetSource] = []
        if let ids = new.documents, !ids.isEmpty {
            guard ids.count <= SheetStore.mostDocuments else {
                throw SheetError.tooManyDocuments(most: SheetStore.mostDocuments)
            }
            let visible = try await self.sources.visible(Set(ids), to: principal)
            sources = try ids.map { id in
                guard let source = visible[id] else { throw SheetError.documentsNotFound }
                return source
            }
        }
        if let collections = new.collections, !collections.isEmpty {
            sources += try await self.sources.documents(in: collections, for: principal)
        }
        var seen: Set<String> = []
        return sources.filter { seen.insert($0.id).inserted }
    }

    func body(_ id: String, _ context: AuthenticatedContext) async throws -> SheetBody {
        let (sheet, rows) = try await sheets.show(id, of: context.principal.subject)
        let visible = try await sources.visible(Set(rows.map(\.documentID)), to: context.principal)
        return SheetBody(sheet, rows, visible: visible, in: context.language)
    }
}
