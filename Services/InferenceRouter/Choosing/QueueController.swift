import Daemon
import Hummingbird
import Identity

/// `GET /queue/{request id}`: where one's own request waits for a model.
struct QueueController {
    let balancer: Balancer

    struct Place: ResponseEncodable {
        /// 1 is the next to be served; absent where no such request of this person waits.
        let position: Int?
    }

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(":request", use: show)
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) throws -> Place {
        let id = try context.parameters.require("request")
        return Place(position: balancer.position(of: id, user: context.principal.subject))
    }
}
