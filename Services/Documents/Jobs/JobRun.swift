import FoundationEssentials
import SuiteProtocol

/// A job that is being done here.
actor JobRun {
    /// Between two writes of how far it is.
    private static let pace = Duration.milliseconds(250)

    nonisolated let job: Job
    private let store: JobStore
    private let notices: JobNotices
    private var told: (stage: String, at: ContinuousClock.Instant)?
    private var state: (stage: String?, done: Int, total: Int?)

    init(_ job: Job, store: JobStore, notices: JobNotices) {
        self.job = job
        self.store = store
        self.notices = notices
        state = (job.stage, job.done, job.total)
    }

    /// How far it is, to be called for every page, row or letter. Not each call is written.
    ///
    /// - Throws: `CancellationError` where the job was cancelled or is somebody else's by now.
    func progress(_ stage: String, done: Int, total: Int?) async throws {
        try Task.checkCancellation()
        state = (stage, done, total)
        if let told, told.stage == stage, done != total, told.at.duration(to: .now) < Self.pace { return }
        told = (stage, .now)
        try await prolong()
    }

    /// Where what was done so far is kept, and nothing of it has to be done again.
    ///
    /// - Throws: `CancellationError` where its turn is over and others wait: it goes on from here at its next.
    func giveWay() async throws {
        if try await store.isAwaited(job) { throw CancellationError() }
    }

    /// While a page takes long.
    func prolong() async throws {
        try await store.prolong(job, stage: state.stage, done: state.done, total: state.total)
        await notices.changed(job, .running, stage: state.stage, done: state.done, total: state.total)
    }
}
