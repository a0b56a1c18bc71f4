import FoundationEssentials
import Identity
import Persistence

/// Fills sheets: a document at a time, each written as it is read, so that nothing is read twice.
struct SheetRunner: JobHandler {
    let kind = Job.Kind.sheet
    let width = 2
    let store: SheetStore
    let sources: any SheetSources
    let filler: SheetFiller

    func perform(_ run: JobRun) async throws {
        let id = run.job.subject
        let pending: SheetStore.Pending
        do {
            pending = try await store.pending(id)
        } catch SheetError.notFound {
            // Deleted while it waited.
            return
        }
        var asksModel = true
        for (number, document) in pending.documents.enumerated() {
            try await run.progress("filling", done: pending.read + number, total: pending.goal)
            let found = try await sources.visible([document.id], to: pending.asker)[document.id]
            guard let source = found else {
                try await fail(id, document.id, document.position, pending.plan)
                continue
            }
            let pages = try await sources.pages(of: source.id)
            let filled = try await filler.fill(
                pending.plan,
                pending.mode,
                from: source.id,
                pages,
                for: pending.asker,
                asksModel: asksModel
            )
            asksModel = asksModel && !filled.isModelAway
            // Who was cancelled meanwhile writes nothing: another run may be at it, for whom the document isn't to be seen.
            try await run.prolong()
            try await store.fill(id, from: source, at: document.position, filled.rows, by: filled.writer)
            try await run.giveWay()
        }
        try await store.database.write { db in try store.settle(id, in: db) }
    }

    /// The document was deleted, or is no longer theirs to read: its cells say so.
    private func fail(_ id: String, _ document: String, _ position: Int, _ plan: SheetPlan) async throws {
        let gone = SheetSource(id: document, title: "", name: "", pages: 0)
        let cells = plan.columns.map { _ in FilledCell.failed }
        try await store.fill(id, from: gone, at: position, [cells], by: .rules)
    }

    func ended(_ job: Job, as state: Job.State, _ fault: Job.Fault?, in db: Connection) throws {
        try store.settle(job.subject, in: db)
    }

    func retried(_ job: Job, by principal: Principal, in db: Connection) throws {
        try store.resume(job.subject, job: job.id, by: principal, in: db)
    }
}
