import Audit
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Persistence
import SuiteProtocol

/// `/api/audit`: looking into the audit, with a reason.
struct AuditController: Sendable {
    private static let page = 100
    private static let longestPage = 500

    let log: AuditLog
    let visits: AuditVisits
    let proofs: AuditProofs
    let trail: AuditTrail
    let database: Database

    /// For a group that requires `readAudit`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("visits", use: visit)
            .get("export", use: export)
            .get("verification", use: verify)
            .get("actions", use: actions)
    }

    struct VisitRequest: Decodable {
        let reason: String
    }

    struct VisitBody: ResponseEncodable {
        let visit: String
        let expiresAt: Date
    }

    struct List: ResponseEncodable {
        let items: [AuditItem]
        let next: String?
    }

    struct Actions: ResponseEncodable {
        struct Action: Encodable {
            let action: AuditAction
            let title: String
        }
        let items: [Action]
    }

    @Sendable private func visit(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<VisitBody> {
        let asked = try await request.decode(as: VisitRequest.self, context: context)
        let visit = try await visits.open(asked.reason, by: context.origin)
        return EditedResponse(
            status: .created,
            headers: [.cacheControl: "no-store"],
            response: VisitBody(visit: visit.id, expiresAt: visit.expiresAt)
        )
    }

    /// The newest first.
    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> List {
        let query = request.uri.queryParameters
        _ = try await checkVisit(query, context)
        let filter = try AuditFilter(query)
        let cursor = try query.get("cursor").map { text throws(AuditError) in
            guard let cursor = AuditCursor(text) else { throw .invalidCursor }
            return cursor
        }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard (1...Self.longestPage).contains(limit) else { throw AuditError.invalidLimit }
        let items = try await log.items(filter, after: cursor, limit: limit)
        return List(items: items, next: items.count == limit ? items.last?.cursor.text : nil)
    }

    @Sendable private func export(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let query = request.uri.queryParameters
        let visit = try await checkVisit(query, context)
        let filter = try AuditFilter(query)
        guard let format = AuditExport.Format(rawValue: query.get("format") ?? "csv") else {
            throw AuditError.invalidFormat
        }
        try await trail.record(.auditExported, by: context.origin, object: visit, in: database)
        return AuditExport(log: log, filter: filter, format: format).response
    }

    @Sendable private func verify(_ request: Request, context: AuthenticatedContext) async throws -> AuditVerification {
        let visit = try await checkVisit(request.uri.queryParameters, context)
        let proof = try await proofs.current()
        let result: AuditResult = proof.intact ? .ok : .failed
        try await trail.record(.auditVerified, by: context.origin, object: visit, result: result, in: database)
        return proof
    }

    @Sendable private func actions(_ request: Request, context: AuthenticatedContext) -> Actions {
        Actions(
            items: AuditAction.allCases.map { Actions.Action(action: $0, title: $0.title[context.language]) }
        )
    }

    private func checkVisit(
        _ query: Parameters,
        _ context: AuthenticatedContext
    ) async throws -> AuditObject {
        let id = query.get("visit")
        try await visits.check(id, of: context.principal.subject)
        return AuditObject("audit_visit", id ?? "")
    }
}

extension AuditVerification: ResponseEncodable {}

/// One proof at a time, for all who ask meanwhile.
actor AuditProofs {
    private let verifier: AuditVerifier
    private var running: Task<AuditVerification, any Error>?

    init(_ verifier: AuditVerifier) {
        self.verifier = verifier
    }

    func current() async throws -> AuditVerification {
        if let running { return try await running.value }
        let task = Task { try await verifier.verify() }
        running = task
        defer { running = nil }
        return try await task.value
    }
}
