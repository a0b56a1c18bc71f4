import Daemon
import Foundation
import Hummingbird
import Identity
import Logging
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Jobs, composed.
struct JobFeature: Sendable {
    private static let group = "documents"

    let store: JobStore
    let notices: JobNotices
    private let lanes: [JobLane]
    private let handlers: JobHandlers
    private let intake: StreamConsumer
    /// After a job's end.
    private let retentionDays: Int

    init(
        _ store: JobStore,
        handlers: [any JobHandler],
        redis: Redis,
        retentionDays: Int,
        logger: Logger
    ) {
        self.store = store
        self.retentionDays = retentionDays
        self.handlers = JobHandlers(all: handlers)
        let notices = JobNotices(redis: redis)
        self.notices = notices
        let lanes = handlers.flatMap { handler in
            (0..<handler.width).map { _ in JobLane(handler, store: store, notices: notices, logger: logger) }
        }
        self.lanes = lanes
        intake = StreamConsumer(
            redis: redis,
            stream: EventType.jobQueued.stream,
            group: Self.group,
            consumer: store.replica
        ) { entry in
            let job = try WireJSON.decoder().decode(Event<JobQueued>.self, from: entry.payload).data
            // The table is the truth: whoever is free takes it from there.
            for lane in lanes where lane.handler.kind.rawValue == job.kind { lane.wake() }
        }
    }

    /// Before its services run.
    func start() async throws { try await store.releaseOwn() }

    var services: [any Service] { [intake] + lanes }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        router.authenticated(by: verifier).requiring(.converse)
            .addRoutes(JobController(jobs: store, handlers: handlers, notices: notices).routes, atPath: "api/jobs")
    }

    var retentionRules: [Retention.Rule] {
        [Retention.Rule("jobs", days: retentionDays) { try await store.removeEnded(before: $0, limit: $1) }]
    }
}
