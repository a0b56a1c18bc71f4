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
        try? await cancelWhenGracefulShutdown {
            while true {
                await pass()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Does what is due now.
    private func pass() async {
        do {
            let tasks = try await store.take(now: Date())
            await withDiscardingTaskGroup { group in
                for task in tasks { group.addTask { await perform(task) } }
            }
        } catch {
            logger.warning("erasures can't be gone on with", metadata: ["error": "\(error)"])
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
            // In a task of its own: at shutdown this one is cancelled, and the lease ends by itself.
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
