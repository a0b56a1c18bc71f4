import Audit
import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// `/api/letters`: documents with fields, filled once for each row. All of it is the caller's own.
struct LetterController: Sendable {
    let store: LetterStore
    let templates: LetterTemplates
    let uploads: LetterUploads
    let printer: LetterPrinter
    /// Finished sheets; nil where there are none.
    let sheets: (any LetterSource)?

    private static let page = 50
    private static let longestPage = 200

    /// For a group that requires `keepDocuments`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("templates", use: listTemplates)
            .post("templates", use: addTemplate)
            .delete("templates/:id", use: removeTemplate)
            .get("templates/:id/file", use: templateFile)
            .post("tables", use: addTable)
            .post("check", use: check)
            .get("/", use: list)
            .post("/", use: make)
            .get(":id", use: show)
            .delete(":id", use: remove)
            .get(":id/file", use: file)
    }

    @Sendable private func listTemplates(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> LetterTemplateList {
        let items = try await templates.list(of: context.principal.subject, in: context.language)
        return LetterTemplateList(items: items.map(LetterTemplateBody.init), canPDF: printer.isInstalled)
    }

    @Sendable private func addTemplate(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<LetterTemplateBody> {
        let (file, name) = try await uploads.template(request)
        let template = try await templates.add(file, name: name, of: context.principal.subject)
        return EditedResponse(status: .created, response: LetterTemplateBody(template))
    }

    @Sendable private func removeTemplate(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try await templates.remove(context.id("id"), of: context.principal.subject)
        return Response(status: .noContent)
    }

    @Sendable private func templateFile(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let (id, owner) = (try context.id("id"), context.principal.subject)
        let name = try await templates.about(id, of: owner).name
        let content = try await templates.content(id, of: owner)
        return Response(
            status: .ok,
            headers: Self.headers(ExportFormat.docx.contentType, "\(name).docx"),
            body: .init(byteBuffer: ByteBuffer(bytes: content))
        )
    }

    @Sendable private func addTable(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<LetterTableBody> {
        let table = try await uploads.table(request)
        let id = try await store.add(table, of: context.principal.subject)
        let body = LetterTableBody(id: id, columns: table.columns, rows: table.rows.count)
        return EditedResponse(status: .created, response: body)
    }

    @Sendable private func check(_ request: Request, context: AuthenticatedContext) async throws -> LetterCheckBody {
        LetterCheckBody(try await plan(request, context).plan, context.language)
    }

    @Sendable private func make(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<LettersStarted> {
        let (plan, asked) = try await plan(request, context)
        let hasPDF = asked.pdf ?? false
        guard !hasPDF || printer.isInstalled else { throw LetterError.noPrinter }
        let order = try plan.order(templateID: asked.templateID, hasPDF: hasPDF)
        let (id, job) = try await store.order(order, by: context.origin)
        return EditedResponse(status: .accepted, response: LettersStarted(id: id, jobID: job))
    }

    /// Newest first.
    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> LettersList {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard cursor.map({ isID($0) }) ?? true, (1...Self.longestPage).contains(limit) else {
            throw LetterError.badPage(most: Self.longestPage)
        }
        let found = try await store.list(of: context.principal.subject, after: cursor, limit: limit + 1)
        let items = found.prefix(limit).map(LettersItemBody.init)
        return LettersList(items: items, next: found.count > limit ? items.last?.id : nil)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> LettersBody {
        let (progress, faults) = try await store.find(context.id("id"), of: context.principal.subject)
        return LettersBody(progress, faults: faults, context.language)
    }

    @Sendable private func remove(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        try await store.remove(context.id("id"), by: context.origin)
        return Response(status: .noContent)
    }

    /// What has been made of them, once nothing more is.
    @Sendable private func file(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let id = try context.id("id")
        let letters = try await store.find(id, of: context.principal.subject).progress.letters
        guard letters.state.isEnded else { throw LetterError.notReady }
        let rows = try await store.rows(of: id)
        try await store.recordExport(of: id, by: context.origin)
        let archive = LettersArchive(store: store, letters: letters, rows: rows, language: context.language)
        return Response(
            status: .ok,
            headers: Self.headers("application/zip", "\(letters.name).zip"),
            body: ResponseBody { writer in
                try await archive.write(to: &writer)
                try await writer.finish(nil)
            }
        )
    }

    private func plan(
        _ request: Request,
        _ context: AuthenticatedContext
    ) async throws -> (plan: LetterPlan, asked: LetterRequest) {
        let asked = try await request.decode(as: LetterRequest.self, context: context)
        let owner = context.principal.subject
        guard isID(asked.templateID) else { throw LetterError.templateNotFound }
        let about = try await templates.about(asked.templateID, of: owner)
        let plan = try LetterPlan(
            about,
            try await table(asked, context.principal),
            asked: asked.mapping ?? [:],
            nameColumn: asked.nameColumn,
            in: context.language
        )
        return (plan, asked)
    }

    private func table(_ asked: LetterRequest, _ principal: Principal) async throws -> LetterTable {
        switch (asked.sheetID, asked.tableID) {
        case (let sheet?, nil):
            guard isID(sheet), let sheets else { throw LetterError.tableNotFound }
            return try await sheets.table(sheet, for: principal)
        case (nil, let table?):
            guard isID(table) else { throw LetterError.tableNotFound }
            return try await store.table(table, of: principal.subject)
        default: throw LetterError.noRowsNamed
        }
    }

    private static func headers(_ type: String, _ name: String) -> HTTPFields {
        [
            .contentType: type, .contentDisposition: FileName(name).disposition,
            .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
        ]
    }
}
