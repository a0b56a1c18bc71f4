/// Which names lead to which models.
extension Fleet {
    /// Models of one endpoint beyond this are not kept.
    private static let modelLimit = 256

    mutating func list(_ listing: ProbeFinding.Listing, at index: Int) {
        records[index].kind = listing.kind
        records[index].loaded = listing.loaded
        let models = Array(listing.models.prefix(Self.modelLimit))
        guard models != records[index].models else { return }
        records[index].models = models
        for model in models where deploymentIndex["\(index) \(model)"] == nil {
            deploymentIndex["\(index) \(model)"] = deployments.count
            deployments.append(
                Deployment(
                    endpoint: index,
                    model: model,
                    encodedModel: JSONText.encoded(model),
                    breaker: Breaker(settings.breaker),
                    deadlines: HeaderDeadlines(settings.timeouts),
                    figures: makeFigures(records[index].endpoint.id, model)
                )
            )
        }
        reroute()
    }

    /// Builds the table of names anew; the turns begin again.
    private mutating func reroute() {
        var tiers: [String: [Int: [Int]]] = [:]
        for (index, record) in records.enumerated() {
            for model in record.models {
                guard let deployment = deploymentIndex["\(index) \(model)"] else { continue }
                tiers[model, default: [:]][0, default: []].append(deployment)
                // Ollama means the same by both.
                if model.hasSuffix(":latest") {
                    tiers[String(model.dropLast(7)), default: [:]][0, default: []].append(deployment)
                }
            }
            for (capability, tier) in record.endpoint.capabilities {
                guard let model = record.model(for: capability),
                    let deployment = deploymentIndex["\(index) \(model)"]
                else { continue }
                tiers[capability.rawValue, default: [:]][tier, default: []].append(deployment)
            }
        }
        routes = tiers.mapValues { byTier in
            Route(
                tiers: byTier.sorted { $0.key < $1.key }.map { _, members in
                    let members = Array(members.prefix(64))
                    return Route.Tier(
                        members: members,
                        rotation: SmoothWeightedRoundRobin(
                            weights: members.map { records[deployments[$0].endpoint].endpoint.weight }
                        )
                    )
                }
            )
        }
        knownNames.formUnion(routes.keys)
    }
}

extension EndpointRecord {
    /// The model that serves a capability here.
    fileprivate func model(for capability: Capability) -> String? {
        for name in capability.preferredNames {
            if let model = models.first(where: { $0.lowercased().contains(name) }) { return model }
        }
        return models.first { !$0.lowercased().contains("embed") }
    }
}
