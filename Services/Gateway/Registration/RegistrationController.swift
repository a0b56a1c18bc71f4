import Audit
import Daemon
import HTTPTypes
import Hummingbird

/// `POST /auth/register`: people of certain domains open their own accounts, where the institution lets them.
struct RegistrationController: Sendable {
    let registration: Registration

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).post("register", use: register)
    }

    struct Form: Decodable {
        let name: String
        let username: String
        let email: String
        let password: String
    }

    struct Answer: ResponseEncodable {
        let status: UserStatus
    }

    @Sendable private func register(
        _ request: Request,
        context: DaemonRequestContext
    ) async throws -> EditedResponse<Answer> {
        let form = try await request.decode(as: Form.self, context: context)
        try await registration.register(
            name: form.name,
            username: form.username,
            email: form.email,
            password: form.password,
            by: context.origin()
        )
        return EditedResponse(status: .accepted, response: Answer(status: .pending))
    }
}
