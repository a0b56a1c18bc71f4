import SuiteProtocol

/// One name of a secret, or several in the order in which they are tried.
struct SecretNames: Decodable, Sendable {
    let names: [String]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let name = try? container.decode(String.self) {
            names = name.isEmpty ? [] : [name]
        } else {
            names = try container.decode([String].self)
        }
    }
}

/// `POST /endpoints`.
struct NewEndpoint: Decodable, Sendable {
    let url: String
    let name: String?
    let capabilities: [String]?
    let tier: EndpointTier?
    let weight: Int?
    let concurrency: Int?
    let dataClasses: Set<DataClass>?
    let price: PriceView?
    let monthlyCap: Double?
    let secret: SecretNames?

    /// - Parameter taken: whether an id is given already.
    func declaration(known: Set<Capability>, taken: (String) -> Bool) throws(EndpointError) -> EndpointDeclaration {
        let address = try EndpointAddress(administrator: url)
        let chosen = (capabilities ?? []).map(Capability.init(rawValue:))
        guard chosen.allSatisfy(known.contains) else { throw .unknownCapability }
        var endpoint = EndpointDeclaration(
            id: EndpointRules.id(for: name ?? address.host, taken: taken),
            address: address,
            capabilities: Dictionary(chosen.map { ($0, 0) }) { first, _ in first }
        )
        endpoint.source = .administrator
        endpoint.name = name
        endpoint.tier = tier
        endpoint.weight = weight ?? 1
        endpoint.concurrency = concurrency
        endpoint.dataClasses = dataClasses
        if let price { endpoint.price = try price.checked() }
        if let monthlyCap { endpoint.monthlyCap = try Amount(checking: monthlyCap) }
        endpoint.secrets = secret?.names ?? []
        try endpoint.check()
        return endpoint
    }
}

/// `PATCH /endpoints/{id}`: what is named changes; null takes it away.
struct EndpointChange: Decodable, Sendable {
    let name: String??
    let weight: Int?
    let concurrency: Int??
    let dataClasses: Set<DataClass>??
    let price: PriceView??
    let monthlyCap: Double??

    private enum Key: CodingKey {
        case name, weight, concurrency, dataClasses, price, monthlyCap
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func named<Value: Decodable>(_ key: Key) throws -> Value?? {
            container.contains(key) ? .some(try container.decodeIfPresent(Value.self, forKey: key)) : .none
        }
        name = try named(.name)
        weight = try container.decodeIfPresent(Int.self, forKey: .weight)
        concurrency = try named(.concurrency)
        dataClasses = try named(.dataClasses)
        price = try named(.price)
        monthlyCap = try named(.monthlyCap)
    }

    func apply(to endpoint: EndpointDeclaration) throws(EndpointError) -> EndpointDeclaration {
        var endpoint = endpoint
        if let name { endpoint.name = name }
        if let weight { endpoint.weight = weight }
        if let concurrency { endpoint.concurrency = concurrency }
        if let dataClasses { endpoint.dataClasses = dataClasses }
        if let price { endpoint.price = if let price { try price.checked() } else { nil } }
        if let monthlyCap { endpoint.monthlyCap = if let monthlyCap { try Amount(checking: monthlyCap) } else { nil } }
        try endpoint.check()
        return endpoint
    }
}

/// `POST /endpoints/check`.
struct EndpointCheck: Decodable, Sendable {
    let url: String
    let secret: SecretNames?
}

extension EndpointDeclaration {
    fileprivate func check() throws(EndpointError) {
        if let name {
            let isClean = name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace || $0 == " " }
            guard EndpointRules.name.contains(name.count), isClean else { throw .invalidName }
        }
        guard EndpointRules.weight.contains(weight), concurrency.map(EndpointRules.concurrency.contains) ?? true else {
            throw .invalidFigure
        }
        guard secrets.count <= EndpointRules.secrets, secrets.allSatisfy(SecretFolder.isName) else {
            throw .invalidSecret
        }
    }
}

extension EndpointAddress {
    init(administrator text: String) throws(EndpointError) {
        do { try self.init(text) } catch { throw .invalidURL }
    }
}

extension Amount {
    fileprivate init(checking value: Double) throws(EndpointError) {
        guard let amount = Amount(value) else { throw .invalidPrice }
        self = amount
    }
}

extension PriceView {
    fileprivate func checked() throws(EndpointError) -> Price {
        Price(input: try Amount(checking: inputPerMillion), output: try Amount(checking: outputPerMillion))
    }
}
