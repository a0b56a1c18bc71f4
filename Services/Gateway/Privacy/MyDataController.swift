import Audit
import Daemon
import Hummingbird
import Identity
import Synchronization

/// `/api/my-data`: what is held on the caller, to see, to take along and to have erased.
final class MyDataController: Sendable {
    private let gathering: MyDataGathering
    private let erasures: ErasureRequests
    private let users: UserStore
    private let institution: String
    private let exports = Mutex(0)

    /// Exports that are made at once: each may hold all of a person's conversations and images.
    private static let mostExports = 2

    init(gathering: MyDataGathering, erasures: ErasureRequests, users: UserStore, institution: String) {
        self.gathering = gathering
        self.erasures = erasures
        self.users = users
        self.institution = institution
    }

    /// For a group whose sender is known.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: show)
            .get("export", use: export)
            .get("erasure", use: erasure)
            .post("erasure", use: erase)
    }

    /// For a group that requires `administerUsers`.
    var administrationRoutes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .delete(":id", use: eraseOther)
            .get(":id/erasure", use: erasureOfOther)
    }

    struct Confirmation: Decodable {
        let confirmation: String
    }

    struct Reason: Decodable {
        let reason: String
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> MyData {
        try await gathering.overview(of: try await own(context).id, in: context.language)
    }

    @Sendable private func export(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let format = request.uri.queryParameters["format"].map(String.init) ?? MyDataExport.Format.json.rawValue
        guard let format = MyDataExport.Format(rawValue: format) else { throw PrivacyError.unknownFormat }
        let subject = try await own(context).id
        let isFree = exports.withLock { exports in
            guard exports < Self.mostExports else { return false }
            exports += 1
            return true
        }
        guard isFree else { throw PrivacyError.exportBusy }
        defer { exports.withLock { $0 -= 1 } }
        try await gathering.recordExport(of: subject, by: context.origin)
        return try await gathering.export(of: subject, in: context.language)
            .response(format, institution: institution, context.language)
    }

    @Sendable private func erasure(_ request: Request, context: AuthenticatedContext) async throws -> ErasureBody {
        ErasureBody(try await erasures.find(context.principal.subject))
    }

    @Sendable private func erase(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<ErasureBody> {
        let given = try await request.decode(as: Confirmation.self, context: context).confirmation
        let user = try await own(context)
        guard Username.key(of: given) == Username.key(of: user.username) else { throw PrivacyError.wrongConfirmation }
        let erasure = try await erasures.begin(
            user.id,
            by: .person(session: context.principal.sessionID),
            context.origin,
            in: context.language
        )
        return EditedResponse(status: .accepted, response: ErasureBody(erasure))
    }

    @Sendable private func eraseOther(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<ErasureBody> {
        let subject = try context.id("id")
        let given = try await request.decode(as: Reason.self, context: context).reason
        guard let reason = AuditReasons.accepted(given) else { throw PrivacyError.reasonRequired }
        let erasure = try await erasures.begin(
            subject,
            by: .administrator(reason: reason),
            context.origin,
            in: context.language
        )
        return EditedResponse(status: .accepted, response: ErasureBody(erasure))
    }

    /// Also after the account is gone.
    @Sendable private func erasureOfOther(_ request: Request, context: AuthenticatedContext) async throws -> ErasureBody
    {
        ErasureBody(try await erasures.find(context.id("id")))
    }

    private func own(_ context: AuthenticatedContext) async throws -> User {
        guard let user = try await users.active(context.principal.subject) else { throw Problem.unauthenticated }
        return user
    }
}
