import SuiteProtocol

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
            insert(
                Deployment(
                    endpoint: index,
                    model: model,
                    encodedModel: JSONText.encoded(model),
                    breaker: Breaker(settings.breaker),
                    deadlines: HeaderDeadlines(settings.timeouts),
                    dataClasses: DataClassMask(
                        catalogue.model(listedAs: model)?.dataClasses ?? Set(DataClass.allCases)
                    ),
                    price: catalogue.model(listedAs: model)?.price,
                    figures: makeFigures(records[index].endpoint.id, model)
                )
            )
        }
        reroute()
    }

    private mutating func insert(_ deployment: Deployment) {
        let place = vacantDeployments.popLast() ?? deployments.count
        if place < deployments.count { deployments[place] = deployment } else { deployments.append(deployment) }
        deploymentIndex["\(deployment.endpoint) \(deployment.model)"] = place
    }

    /// Builds the table of names anew; the turns begin again.
    mutating func reroute() {
        routes = [:]
        for entry in catalogue.capabilities {
            let members = members(for: entry)
            guard !members.isEmpty else { continue }
            routes[entry.capability.rawValue] = route(members)
            for alias in entry.aliases { routes[alias] = route(members, isHidden: true) }
        }
        for (name, members) in listedNames() { routes[name] = route(members) }
        for model in catalogue.models where routes[model.name] == nil {
            let members = deployments.indices.filter { index in
                isListed(index) && catalogue.model(listedAs: deployments[index].model)?.name == model.name
            }
            let placed = members.map { (place: place(of: deployments[$0].endpoint), deployment: $0) }
            if !placed.isEmpty { routes[model.name] = route(placed, isHidden: true) }
        }
        knownNames.formUnion(routes.keys)
    }

    private typealias Member = (place: Int, deployment: Int)

    private func members(for entry: ModelCatalogue.CapabilityEntry) -> [Member] {
        records.indices.compactMap { index in
            guard !records[index].isLeaving else { return nil }
            let declared = records[index].endpoint.capabilities[entry.capability]
            guard declared != nil || entry.isImplied,
                let model = catalogue.model(for: entry, among: records[index].models, isDeclared: declared != nil),
                let deployment = deploymentIndex["\(index) \(model)"]
            else { return nil }
            return (place(of: index, declared ?? 0), deployment)
        }
    }

    private func listedNames() -> [String: [Member]] {
        var names: [String: [Member]] = [:]
        for index in records.indices where !records[index].isLeaving {
            for model in records[index].models {
                guard let deployment = deploymentIndex["\(index) \(model)"] else { continue }
                names[model, default: []].append((place(of: index), deployment))
                if let name = Deployment.shortName(of: model) {
                    names[name, default: []].append((place(of: index), deployment))
                }
            }
        }
        return names
    }

    private func isListed(_ deployment: Int) -> Bool {
        let record = records[deployments[deployment].endpoint]
        return !record.isLeaving && record.models.contains(deployments[deployment].model)
    }

    /// Tiers first, then the places inside of one.
    private func place(of endpoint: Int, _ declared: Int = 0) -> Int {
        records[endpoint].endpoint.tier.rank * 16 + declared
    }

    private func route(_ members: [Member], isHidden: Bool = false) -> Route {
        let tiers = Dictionary(grouping: members, by: \.place).sorted { $0.key < $1.key }.map { _, members in
            let members = members.prefix(64).map(\.deployment)
            let weights = members.map { records[deployments[$0].endpoint].endpoint.weight }
            return Route.Tier(members: members, rotation: SmoothWeightedRoundRobin(weights: weights))
        }
        return Route(tiers: tiers, isHidden: isHidden)
    }
}
