import NIOCore
import NIOHTTP1

/// What all connections share: settings, counters, faults to come. Confined to the event loop.
final class Simulator {
    let settings: Settings
    var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    /// Closes the listening socket and all connections for so many seconds.
    var refuseConnections: (Double) -> Void = { _ in }
    var faults = FaultQueue()
    var log = RequestLog()
    private var tally = Counters()
    private var lastID = 0
    private var loadedModels: Set<String>

    init(settings: Settings) {
        self.settings = settings
        loadedModels = settings.loadMs == 0 ? Set(settings.models) : []
        faults.append(settings.faults)
    }

    var counters: Counters {
        var counters = tally
        counters.openConnections = connections.values.count { !$0.isControl }
        return counters
    }

    func control(_ request: Request) -> Response {
        ControlRoutes(simulator: self).respond(to: request)
    }

    func reset() {
        tally.reset()
        log.removeAll()
        faults.removeAll()
    }

    func streamOpened() { tally.streamOpened() }

    func ended(_ outcome: Outcome, streamed: Bool) { tally.ended(outcome, streamed: streamed) }

    func respond(to request: Request) -> Response {
        tally.received(path: request.path)
        log.append(request)
        let dialect = dialect(for: request)
        var response: Response
        do {
            let given = try requestedFaults(request)
            if let failure = failure(given, in: dialect) {
                response = failure
            } else {
                response = try dialect.respond(to: request)
                if !given.isEmpty { response.faults = given }
                response = failure(response.faults, in: dialect) ?? response
            }
        } catch let refusal as Refusal {
            response = dialect.refuse(refusal)
        } catch {
            response = dialect.refuse(Refusal(500, "server_error", "the simulator could not write its answer"))
        }
        tally.gave(response.faults)
        return response
    }

    /// A number of its own for every answer.
    func nextID() -> Int {
        lastID += 1
        return lastID
    }

    func isLoaded(_ model: String) -> Bool { loadedModels.contains(model) }

    func unload(_ model: String) { loadedModels.remove(model) }

    /// How long this request waits for its model.
    func load(_ model: String) -> TimeAmount {
        loadedModels.insert(model).inserted ? .milliseconds(Int64(settings.loadMs)) : .zero
    }

    /// The answer of a fault that is a status, whatever was asked.
    private func failure(_ faults: [Fault], in dialect: any Dialect) -> Response? {
        guard let (code, headers) = FaultPlan(faults).status else { return nil }
        var failure = dialect.refuse(.simulated(code))
        for (name, value) in headers { failure.headers.replaceOrAdd(name: name, value: value) }
        failure.faults = faults
        return failure
    }

    private func requestedFaults(_ request: Request) throws -> [Fault] {
        guard let spec = request.headers.first(name: "x-simulate") else {
            return faults.take(for: request)
        }
        return try Fault.requested(spec)
    }

    private func dialect(for request: Request) -> any Dialect {
        let flavour = settings.flavour
        let path = request.path
        if path.hasPrefix("/v1beta/openai/"), [.gemini, .openai, .both].contains(flavour) {
            return OpenAIRoutes(simulator: self, profile: .gemini)
        }
        if flavour == .gemini { return NoRoutes() }
        if flavour == .ollama || flavour == .both, path == "/" || path.hasPrefix("/api/") {
            return OllamaRoutes(simulator: self)
        }
        if flavour == .ollama, path == "/health" { return NoRoutes() }
        let isAnthropic = flavour == .anthropic || request.headers.contains(name: "x-api-key")
        return OpenAIRoutes(simulator: self, profile: isAnthropic ? .anthropic : .openai)
    }
}

extension Fault {
    /// As a request asks for them; a test that misspells a fault is told so.
    static func requested(_ spec: String) throws(Refusal) -> [Fault] {
        do {
            return try Fault.list(spec)
        } catch {
            throw Refusal(
                400,
                "invalid_request_error",
                code: "unknown_fault",
                "no such fault: \(error.spec)"
            )
        }
    }
}
