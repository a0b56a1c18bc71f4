/// Who belongs to the fleet, which changes while it works.
extension Fleet {
    package mutating func add(_ endpoint: Endpoint) {
        let record = EndpointRecord(endpoint: endpoint, schedule: ProbeSchedule(settings.probes))
        if let slot = vacantRecords.popLast() { records[slot] = record } else { records.append(record) }
    }

    /// The same endpoint, declared otherwise. Whatever is known of it stays.
    package mutating func replace(_ endpoint: Endpoint) {
        guard let index = index(of: endpoint.id) else { return }
        records[index].endpoint = endpoint
        reroute()
    }

    /// Nothing new goes there; what is under way ends, and then the endpoint goes.
    package mutating func remove(_ id: String) {
        guard let index = index(of: id) else { return }
        records[index].isLeaving = true
        if records[index].inFlight == 0 { vacate(index) }
        reroute()
    }

    package mutating func setDraining(_ id: String, _ isDraining: Bool) {
        guard let index = index(of: id) else { return }
        records[index].isDraining = isDraining
    }

    package func contains(_ id: String) -> Bool { index(of: id) != nil }

    package func contains(_ address: EndpointAddress) -> Bool {
        records.contains { $0.endpoint.address == address && !$0.isLeaving }
    }

    /// Of an endpoint that is to stay.
    func index(of id: String) -> Int? {
        records.firstIndex { $0.endpoint.id == id && !$0.isLeaving }
    }

    /// The last request at an endpoint that leaves is over: its places in the tables are free for others. No grant names
    /// them any more.
    mutating func vacate(_ index: Int) {
        for deployment in deployments.indices where deployments[deployment].endpoint == index {
            guard deploymentIndex.removeValue(forKey: "\(index) \(deployments[deployment].model)") != nil else {
                continue
            }
            keepUnwritten(of: deployment)
            vacantDeployments.append(deployment)
        }
        records[index].models = []
        records[index].isVacant = true
        vacantRecords.append(index)
    }
}
