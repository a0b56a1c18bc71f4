/// Who does which kind of job.
struct JobHandlers: Sendable {
    let all: [any JobHandler]

    subscript(_ kind: Job.Kind) -> (any JobHandler)? { all.first { $0.kind == kind } }
}
