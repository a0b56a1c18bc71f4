import Identity
import Persistence

/// Does the jobs of one kind.
///
/// A job may be begun again at any time: by another replica after a crash, or by somebody who retries. What is done is
/// kept as it is done, and not done again.
protocol JobHandler: Sendable {
    var kind: Job.Kind { get }
    /// How many at a time.
    var width: Int { get }

    /// - Throws: `JobFailure` for good; `CancellationError` where it was cancelled or taken away; after anything else it is
    ///   tried again.
    func perform(_ run: JobRun) async throws

    /// In the transaction in which a job ends without being done: what it works on says so, too.
    func ended(_ job: Job, as state: Job.State, _ fault: Job.Fault?, in db: Connection) throws

    /// In the transaction in which it waits again.
    ///
    /// - Parameter principal: its owner, with what they may do by now.
    func retried(_ job: Job, by principal: Principal, in db: Connection) throws
}
