import Daemon
import Foundation
import Logging
import ServiceLifecycle
import SuiteProtocol

/// Works off erasures, on every replica: each step is somebody's for ten seconds, and longer while they are at it.
struct ErasureWorker: Service {
    let store: ErasureStore
    let daemons: DaemonSubjects
    let account: AccountSubjects
    let logger: Logger

    private static let interval = Duration.milliseconds(500)

    func run() async throws {
        // A daemon that takes long holds up nobody else's erasure.
        try? await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { group in
                while true {
                    for task in await due() { group.addTask { await perform(task) } }
                    try await Task.sleep(for: Self.interval)
                }
            }
        }
    }

    private func due() async -> [ErasureTask] {
        do {
            return try await store.take(now: Date())
        } catch {
            logger.warning("erasures can't be gone on with", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func perform(_ task: ErasureTask) async {
        do {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await erase(task)
                    return true
                }
                group.addTask {
                    while true {
                        try await Task.sleep(for: .seconds(ErasureStore.lease / 3))
                        try await store.prolong(task, now: Date())
                    }
                }
                while let isDone = try await group.next() { if isDone { return group.cancelAll() } }
            }
        } catch {
            logger.notice(
                "an erasure waits for a daemon",
                metadata: ["erasure": "\(task.erasureID)", "daemon": "\(task.daemon)", "error": "\(error)"]
            )
            // Where even this fails, as at shutdown, the lease ends by itself.
            try? await store.retry(task, now: Date())
        }
    }

    private func erase(_ task: ErasureTask) async throws {
        let language = Language(rawValue: task.language) ?? .es
        if task.daemon == RouteTable.own {
            try await account.erase(task, in: language, recordingIn: store)
            logger.notice("a person was erased", metadata: ["erasure": "\(task.erasureID)"])
        } else {
            try await store.finish(task, try await daemons.erase(task.subject, at: task.daemon, in: language))
        }
    }
}
