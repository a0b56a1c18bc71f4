import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/reports`: what the messages of a conversation, a student or a group tell in a period.
struct ReportController: Sendable {
    let reports: ReportStore
    let source: any ReportSource
    let printer: PDFPrinter
    let chat: ChatClient

    private static let page = 20
    private static let longestPage = 100

    /// For a group that requires `tendStudents`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: request)
            .get("{id}.html", use: html)
            .get("{id}.pdf", use: pdf)
            .get("{id}.csv", use: csv)
            .get(":id", use: show)
            .patch(":id/sentences/:sentence", use: edit)
            .post(":id/sentences/:sentence/openings", use: open)
            .post(":id/sign", use: sign)
    }

    struct List: ResponseEncodable {
        let items: [ReportSummary]
        let next: String?
    }

    struct Job: ResponseEncodable {
        let id: String
        let state: Report.State
    }

    struct Edit: Decodable {
        /// Nil takes the tutor's words away again.
        let text: String?
    }

    /// The caller's own, newest first.
    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard cursor.map({ isID($0) }) ?? true, (1...Self.longestPage).contains(limit) else {
            throw ReportError.invalidPage(most: Self.longestPage)
        }
        let page = try await reports.list(of: context.principal.subject, after: cursor, limit: limit)
        return List(items: page.items.map(ReportSummary.init), next: page.next)
    }

    @Sendable private func request(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Job> {
        let target = try await request.decode(as: ReportRequest.self, context: context).target()
        guard isID(target.id) else { throw ReportError.targetNotFound }
        let audience = try await source.audience(of: target, for: context.principal)
        let id = try await reports.request(target, about: audience, in: context.language, by: context.origin)
        return EditedResponse(status: .accepted, response: Job(id: id, state: .queued))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> ReportBody {
        let (id, name) = try await visible(context)
        return ReportBody(try await reports.show(id, .reportViewed, by: context.origin), name: name)
    }

    @Sendable private func edit(_ request: Request, context: AuthenticatedContext) async throws -> ReportBody {
        let (id, name) = try await visible(context)
        let text = try await request.decode(as: Edit.self, context: context).text
        let sentence = try context.id("sentence")
        return ReportBody(try await reports.edit(sentence, of: id, to: text, by: context.origin), name: name)
    }

    @Sendable private func sign(_ request: Request, context: AuthenticatedContext) async throws -> ReportBody {
        let (id, name) = try await visible(context)
        return ReportBody(try await reports.sign(id, as: context.principal.name, by: context.origin), name: name)
    }

    @Sendable private func html(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let (id, name) = try await visible(context)
        let page = try ReportPage(try await reports.show(id, .reportViewed, by: context.origin), name: name)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
                .contentSecurityPolicy: ReportPage.policy,
            ],
            body: .init(byteBuffer: ByteBuffer(string: page.html))
        )
    }

    @Sendable private func pdf(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let (id, name) = try await visible(context)
        let page = try ReportPage(try await reports.show(id, .reportExported, by: context.origin), name: name)
        return Self.file(try await printer.pdf(of: page.html), "application/pdf", "\(id.suffix(12)).pdf")
    }

    @Sendable private func csv(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let (id, _) = try await visible(context)
        let table = try ReportTable(try await reports.show(id, .reportExported, by: context.origin))
        return Self.file(Array(table.text.utf8), "text/csv; charset=utf-8", "\(id.suffix(12)).csv")
    }

    /// The report that a path names and whom it is about, where the caller may see that now.
    func visible(_ context: AuthenticatedContext) async throws -> (id: String, name: String?) {
        guard let id = context.parameters.get("id"), isID(id) else { throw ReportError.notFound }
        do {
            return (id, try await source.audience(of: reports.target(of: id), for: context.principal).name)
        } catch ReportError.targetNotFound {
            throw ReportError.notFound
        }
    }

    private static func file(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .contentDisposition: "attachment; filename=\"consulta-\(name)\"",
                .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
