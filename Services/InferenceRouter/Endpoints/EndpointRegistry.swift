import Logging
import ServiceLifecycle
import Synchronization

/// Keeps the fleet at what the store says: at once after a change here, within seconds after one at another replica.
package final class EndpointRegistry: Service {
    private struct State {
        var snapshot = EndpointStore.Snapshot()
        /// What of it is in the fleet.
        var applied: [String: EndpointDeclaration] = [:]
    }

    private let store: EndpointStore
    private let balancer: Balancer
    private let prober: Prober
    private let make: EndpointFactory
    private let logger: Logger
    private let state = Mutex(State())

    /// How often other replicas' changes are looked for.
    private static let interval = Duration.seconds(2)

    init(store: EndpointStore, balancer: Balancer, prober: Prober, make: EndpointFactory, logger: Logger) {
        self.store = store
        self.balancer = balancer
        self.prober = prober
        self.make = make
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.refresh()
                guard (try? await Task.sleep(for: Self.interval)) != nil else { return }
            }
        }
    }

    /// What a handler calls after its change.
    func synchronize() async throws {
        let version = state.withLock { $0.snapshot.version }
        guard let snapshot = try await store.snapshot(after: version) else { return }
        apply(snapshot)
    }

    /// An administrator's endpoint, as it is kept; nil where there is none of this id.
    func declaration(_ id: String) -> EndpointDeclaration? {
        state.withLock { state in state.snapshot.endpoints.first { $0.id == id } }
    }

    private func refresh() async {
        do {
            try await synchronize()
        } catch is CancellationError {
        } catch {
            logger.warning("changes of endpoints can't be read", metadata: ["error": "\(error)"])
        }
    }

    private func apply(_ snapshot: EndpointStore.Snapshot) {
        state.withLock { state in
            // An older reading may come later.
            guard snapshot.version > state.snapshot.version else { return }
            let drained = state.snapshot.draining.union(snapshot.draining)
            state.snapshot = snapshot
            let wanted = Dictionary(snapshot.endpoints.map { ($0.id, $0) }) { first, _ in first }
            for id in state.applied.keys where wanted[id] == nil {
                state.applied[id] = nil
                prober.forget(id)
                balancer.change { $0.remove(id) }
            }
            for declaration in snapshot.endpoints where state.applied[declaration.id] != declaration {
                put(declaration, isKnown: state.applied[declaration.id] != nil, &state)
            }
            for id in drained { balancer.change { $0.setDraining(id, snapshot.draining.contains(id)) } }
        }
    }

    private func put(_ declaration: EndpointDeclaration, isKnown: Bool, _ state: inout State) {
        let id = declaration.id
        do {
            let endpoint = try make.endpoint(declaration, replacing: isKnown ? prober.endpoint(id) : nil)
            guard isKnown || !balancer.read({ $0.contains(id) || $0.contains(declaration.address) }) else {
                return logger.warning("the configuration has this endpoint too", metadata: ["endpoint": "\(id)"])
            }
            balancer.change { isKnown ? $0.replace(endpoint) : $0.add(endpoint) }
            prober.watch(endpoint)
            state.applied[id] = declaration
        } catch {
            logger.error("endpoint can't be used", metadata: ["endpoint": "\(id)", "error": "\(error)"])
        }
    }
}
