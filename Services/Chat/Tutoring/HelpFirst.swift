import Daemon
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore

/// Whom somebody in danger can call goes out before anything else is done: what comes after it may take long, or fail.
struct HelpFirst: Sendable {
    let help: HelpCard
    let context: AuthenticatedContext
    /// The other events.
    let rest: @Sendable () async throws -> Response

    var response: Response {
        Response(
            status: .ok,
            headers: .eventStream,
            body: ResponseBody { writer in
                // What was said is kept, and told of, though its writer may have left.
                try? await writer.write(ServerSentEvent(name: "help", id: 0, data: help).bytes)
                try await events().body.write(writer)
            }
        )
    }

    private func events() async -> Response {
        do {
            return try await rest()
        } catch {
            let problem = Problem(describing: error)
            if problem.status.code >= 500 {
                context.logger.error("a message failed", metadata: ["error": "\(String(reflecting: error))"])
            }
            let body = problem.body(requestID: context.id, language: context.language)
            return Response([ServerSentEvent(name: "error", id: 0, data: body)])
        }
    }
}
