import NIOHTTP1

/// Faults for the process as a whole, given to the next requests whoever sends them.
struct FaultQueue {
    struct Entry: Encodable {
        let fault: String
        /// How many requests more; nil is all of them until the queue is cleared.
        var count: Int?
        /// Which paths: a prefix; nil is every inference request and no probe.
        var path: String?
        fileprivate var faults: [Fault] = []

        private enum CodingKeys: String, CodingKey {
            case fault, count, path
        }
    }

    private(set) var entries: [Entry] = []

    mutating func append(_ spec: String, count: Int?, path: String?) throws(Fault.Malformed) {
        let faults = try Fault.list(spec)
        entries.append(Entry(fault: spec, count: count, path: path, faults: faults))
    }

    mutating func append(_ faults: [Fault]) {
        guard !faults.isEmpty else { return }
        let spec = faults.map(\.name).joined(separator: "+")
        entries.append(Entry(fault: spec, count: nil, path: nil, faults: faults))
    }

    mutating func removeAll() { entries.removeAll() }

    /// The faults of this request, if the queue has any for it.
    mutating func take(for request: Request) -> [Fault] {
        let index = entries.firstIndex { entry in
            entry.path.map { request.path.hasPrefix($0) }
                ?? (request.method == .POST && request.path != "/api/show")
        }
        guard let index else { return [] }
        let faults = entries[index].faults
        if let count = entries[index].count {
            if count <= 1 { entries.remove(at: index) } else { entries[index].count = count - 1 }
        }
        return faults
    }
}
