import NIOHTTP1

/// `/simulator/…`: what a test asks of the simulator itself. Not counted, never faulty.
struct ControlRoutes {
    private struct NewFault: Decodable {
        let fault: String
        let count: Int?
        let path: String?
    }

    private struct Requests: Encodable {
        let requests: [SeenRequest]
    }

    private struct Faults: Encodable {
        let faults: [FaultQueue.Entry]
    }

    let simulator: Simulator

    static func serves(_ path: String) -> Bool { path.hasPrefix("/simulator/") }

    func respond(to request: Request) -> Response {
        do {
            return try route(request)
        } catch let refusal as Refusal {
            return NoRoutes().refuse(refusal)
        } catch {
            return NoRoutes().refuse(Refusal(500, "server_error", "\(error)"))
        }
    }

    private func route(_ request: Request) throws -> Response {
        switch (request.method, request.path) {
        case (.GET, "/simulator/counters"): return try .encoding(simulator.counters)
        case (.GET, "/simulator/requests"): return try .encoding(Requests(requests: simulator.log.seen))
        case (.POST, "/simulator/reset"):
            simulator.reset()
            return try .encoding(simulator.counters)
        case (.GET, "/simulator/faults"): break
        case (.POST, "/simulator/faults"): try add(request.decode(NewFault.self))
        case (.DELETE, "/simulator/faults"): simulator.faults.removeAll()
        default: throw Refusal.unknownPath
        }
        return try .encoding(Faults(faults: simulator.faults.entries))
    }

    private func add(_ new: NewFault) throws {
        // Refusing connections needs no request to strike.
        if case .refuse(let seconds)? = try Fault.requested(new.fault).first {
            simulator.refuseConnections(seconds)
        } else {
            try simulator.faults.append(new.fault, count: new.count, path: new.path)
        }
    }
}
