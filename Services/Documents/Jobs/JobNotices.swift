import FoundationEssentials
import Messaging
import SuiteProtocol

/// Tells the open pages of a job's owner how far it is. Losing one loses nothing: pages ask again.
struct JobNotices: Sendable {
    let redis: Redis

    func changed(_ job: Job) async {
        await changed(job, job.state, stage: job.stage, done: job.done, total: job.total)
    }

    func changed(_ job: Job, _ state: Job.State, stage: String?, done: Int, total: Int?) async {
        let event = Event(
            source: "/documents",
            type: .jobChanged,
            subject: job.id,
            data: JobChanged(
                jobID: job.id,
                kind: job.kind.rawValue,
                state: state.rawValue,
                stage: stage,
                done: done,
                total: total,
                subjectID: job.subject,
                ownerID: job.owner
            )
        )
        guard let json = try? WireJSON.encoder().encode(event) else { return }
        try? await redis.publish(EventType.jobChanged.channel, String(decoding: json, as: UTF8.self))
    }
}
