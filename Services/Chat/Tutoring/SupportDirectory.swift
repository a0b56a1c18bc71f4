import Daemon
import Logging
import ServiceLifecycle
import Synchronization

/// What is known of help, in memory: a card waits for nothing.
final class SupportDirectory: Service {
    private struct State {
        var support: Support
        var isKept = true
    }

    private let store: SupportStore
    private let analysis: AnalysisClient
    private let logger: Logger
    private let state: Mutex<State>

    private static let interval = Duration.seconds(5)
    /// For lines that were never told, at most.
    private static let patience = Duration.milliseconds(300)

    /// With what was told before this process began.
    init(store: SupportStore, analysis: AnalysisClient, logger: Logger) async throws {
        self.store = store
        self.analysis = analysis
        self.logger = logger
        state = Mutex(State(support: try await store.find() ?? Support()))
    }

    var support: Support { state.withLock { $0.support } }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                await self.ask()
                await self.keep()
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }

    /// Throws where help is incomplete, also by what analysis says now.
    func checkReady() async throws {
        if support.isReady() { return }
        await ask()
        guard support.isReady() else { throw TutoringError.supportIncomplete }
    }

    /// A new institution's first lines are there with its first card.
    func askIfUnknown() async {
        guard support.lines.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.ask() }
            group.addTask { try? await Task.sleep(for: Self.patience) }
            _ = await group.next()
            group.cancelAll()
        }
    }

    /// What can't be asked for stays as it was.
    private func ask() async {
        guard let told = await analysis.support() else { return }
        state.withLock { if $0.support != told { $0 = State(support: told, isKept: false) } }
    }

    private func keep() async {
        let known = state.withLock { $0 }
        guard !known.isKept else { return }
        do {
            try await store.keep(known.support)
            state.withLock { if $0.support == known.support { $0.isKept = true } }
        } catch {
            logger.warning("the lines for help could not be kept", metadata: ["error": "\(error)"])
        }
    }
}
