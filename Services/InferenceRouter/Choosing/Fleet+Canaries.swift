import NIOCore

/// Which models have been silent for long.
extension Fleet {
    /// Places for requests of one token: at local endpoints, for models that are in memory, where nothing has succeeded
    /// for `pause`.
    package mutating func canaries(after pause: TimeAmount, at now: NIODeadline) -> [Grant] {
        deployments.indices.compactMap { member in
            let deployment = deployments[member]
            let record = records[deployment.endpoint]
            guard record.endpoint.address.isLocal, record.isOpen, record.parkedUntil <= now,
                record.inFlight < record.endpoint.concurrency, record.models.contains(deployment.model),
                isInMemory(deployment, record), deployment.provedAt + pause <= now
            else { return nil }
            return take(member, at: now)
        }
    }

    /// Of an endpoint that doesn't tell, a model that has answered once.
    private func isInMemory(_ deployment: Deployment, _ record: EndpointRecord) -> Bool {
        record.loaded == nil ? deployment.provedAt > .distantPast : !record.isCold(deployment.model)
    }
}
