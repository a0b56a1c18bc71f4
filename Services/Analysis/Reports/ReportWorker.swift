import Daemon
import FoundationEssentials
import Logging
import ServiceLifecycle

/// Makes reports, on every replica: each is one's for ten seconds, and longer while they are at it. What a killed one
/// leaves is begun anew.
struct ReportWorker: Service {
    let store: ReportStore
    let source: any ReportSource
    let logger: Logger

    private static let interval = Duration.milliseconds(500)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                if try await !next() { try await Task.sleep(for: Self.interval) }
            }
        }
    }

    /// Makes the report that waits longest; false where none does.
    func next() async throws -> Bool {
        do {
            guard let job = try await store.take() else { return false }
            await perform(job)
            return true
        } catch {
            try Task.checkCancellation()
            logger.warning("reports can't be made", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func perform(_ job: ReportJob) async {
        do {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await make(job)
                    return true
                }
                group.addTask {
                    while true {
                        try await Task.sleep(for: .seconds(ReportStore.lease / 3))
                        try await store.prolong(job)
                    }
                }
                while let isDone = try await group.next() { if isDone { return group.cancelAll() } }
            }
        } catch {
            logger.notice(
                "a report could not be made",
                metadata: ["report": "\(job.id)", "attempts": "\(job.attempts)", "error": "\(error)"]
            )
            // Where even this fails, as at shutdown, the lease ends by itself.
            try? await store.retry(job)
        }
    }

    private func make(_ job: ReportJob) async throws {
        try await store.prolong(job, progress: 10)
        let facts = try await source.facts(of: job.target, about: job.audience)
        try await store.prolong(job, progress: 60)
        let writer = ReportWriter(job.target, facts, in: Language(rawValue: job.language) ?? .es)
        try await store.finish(job, writer.sentences(), writer.figures, owners: facts.owners)
    }
}

extension ReportFacts {
    /// Whose each message is, also of those that only an alert or an intervention names.
    var owners: [String: String] {
        var owners: [String: String] = [:]
        for alert in alerts { for id in alert.messageIDs { owners[id] = alert.student } }
        for intervention in interventions { for id in intervention.messageIDs { owners[id] = intervention.student } }
        for message in messages { owners[message.id] = message.student }
        return owners
    }
}
