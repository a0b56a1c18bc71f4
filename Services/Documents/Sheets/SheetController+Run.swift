import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// What fills a sheet, and what becomes of it.
extension SheetController {
    struct RunBody: ResponseEncodable {
        let jobID: String
    }

    /// What is still to be read would cost this.
    @Sendable func estimate(_ request: Request, context: AuthenticatedContext) async throws -> EstimateBody {
        let asked = try await options(request, context)
        return try await estimate(context.id("id"), asked, context)
    }

    /// Refused where it would cost more than may be spent.
    @Sendable func run(_ request: Request, context: AuthenticatedContext) async throws -> EditedResponse<RunBody> {
        let id = try context.id("id")
        let asked = try await options(request, context)
        guard try await estimate(id, asked, context).allowed else { throw SheetError.overCap }
        let job = try await sheets.start(id, limit: asked.limit, again: asked.again ?? false, by: context.principal)
        await notices.changed(try await jobs.find(job, of: context.principal.subject))
        return EditedResponse(status: .accepted, response: RunBody(jobID: job))
    }

    @Sendable func finalize(_ request: Request, context: AuthenticatedContext) async throws -> SheetBody {
        try await sheets.finalize(context.id("id"), by: context.origin)
        return try await body(context.id("id"), context)
    }

    @Sendable func leaveEmpty(_ request: Request, context: AuthenticatedContext) async throws -> SheetBody {
        try await sheets.leaveEmpty(context.id("id"), by: context.principal.subject)
        return try await body(context.id("id"), context)
    }

    @Sendable func reopen(_ request: Request, context: AuthenticatedContext) async throws -> SheetBody {
        try await sheets.reopen(context.id("id"), by: context.origin)
        return try await body(context.id("id"), context)
    }

    @Sendable func exportFile(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let format = request.uri.queryParameters.get("format").flatMap { ExportFormat(rawValue: $0) }
        guard let format else { throw SheetError.badFormat }
        let (name, bytes) = try await export.file(context.id("id"), as: format, context)
        return Response(
            status: .ok,
            headers: [
                .contentType: format.contentType, .cacheControl: "no-store",
                .contentDisposition: ExportName.disposition(name, format),
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private func options(_ request: Request, _ context: AuthenticatedContext) async throws -> SheetRunRequest {
        let asked =
            request.headers[.contentLength] == "0" || request.headers[.contentType] == nil
            ? SheetRunRequest(limit: nil, again: nil)
            : try await request.decode(as: SheetRunRequest.self, context: context)
        guard asked.limit.map({ $0 > 0 }) ?? true else { throw SheetError.badLimit }
        return asked
    }

    private func estimate(
        _ id: String,
        _ asked: SheetRunRequest,
        _ context: AuthenticatedContext
    ) async throws -> EstimateBody {
        let principal = context.principal
        let (sheet, documents) = try await sheets.unread(
            id,
            again: asked.again ?? false,
            limit: asked.limit,
            of: principal.subject
        )
        let visible = try await sources.visible(Set(documents), to: principal)
        let found = documents.compactMap { visible[$0] }
        let (planned, answer) = try await estimates.estimate(sheet.plan, sheet.mode, found, for: principal)
        return EstimateBody(sheet.plan, documents: documents.count, planned, answer, in: context.language)
    }
}
