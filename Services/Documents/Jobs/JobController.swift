import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/jobs`: the caller's own.
struct JobController: Sendable {
    let jobs: JobStore
    let handlers: JobHandlers
    let notices: JobNotices

    private static let page = 50
    private static let longestPage = 200

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get(":id", use: show)
            .delete(":id", use: cancel)
            .post(":id/retry", use: retry)
    }

    struct List: ResponseEncodable {
        let items: [JobBody]
        let next: String?
    }

    /// Newest first.
    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        let cursor = query.get("cursor")
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        let ended: Bool? =
            switch query.get("state") {
            case "active": false
            case "ended": true
            default: nil
            }
        guard cursor.map({ isID($0) }) ?? true, (1...Self.longestPage).contains(limit) else {
            throw JobError.badPage(most: Self.longestPage)
        }
        let owner = context.principal.subject
        let found = try await jobs.list(of: owner, ended: ended, after: cursor, limit: limit + 1)
        let items = found.prefix(limit).map { JobBody($0, in: context.language) }
        return List(items: items, next: found.count > limit ? items.last?.id : nil)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> JobBody {
        JobBody(try await jobs.find(context.id("id"), of: context.principal.subject), in: context.language)
    }

    @Sendable private func cancel(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let job = try await jobs.cancel(context.id("id"), of: context.principal.subject, by: handlers)
        await notices.changed(job)
        return Response(status: .noContent)
    }

    @Sendable private func retry(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<JobBody> {
        let job = try await jobs.retry(context.id("id"), by: context.principal, handlers)
        await notices.changed(job)
        return EditedResponse(status: .accepted, response: JobBody(job, in: context.language))
    }
}

/// A job on the wire.
struct JobBody: ResponseEncodable {
    struct Fault: Encodable {
        let code: String
        let detail: String

        init(_ fault: Job.Fault, in language: Language) {
            code = fault.code
            detail = language == .en ? fault.en : fault.es
        }
    }

    let id: String
    let kind: Job.Kind
    let state: Job.State
    let stage: String?
    let done: Int
    let total: Int?
    let subjectID: String
    let name: String
    let error: Fault?
    let createdAt: Date
    let startedAt: Date?
    let endedAt: Date?

    init(_ job: Job, in language: Language) {
        id = job.id
        kind = job.kind
        state = job.state
        stage = job.stage
        done = job.done
        total = job.total
        subjectID = job.subject
        name = job.name
        error = job.fault.map { Fault($0, in: language) }
        createdAt = job.createdAt
        startedAt = job.startedAt
        endedAt = job.endedAt
    }
}
