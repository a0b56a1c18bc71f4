import Daemon
import SuiteProtocol

/// What `models.yaml` says: which models serve a capability, and what is known of each model.
package struct ModelCatalogue: Sendable {
    package struct CapabilityEntry: Sendable {
        package let capability: Capability
        /// Other names that it is asked for by.
        let aliases: [String]
        /// Parts of the names of models that serve it, the best first; lower case.
        let models: [String]
        /// Every endpoint that lists such a model serves it, without having been declared for it.
        let isImplied: Bool
        /// What a request contains that nobody has spoken for.
        let dataClass: DataClass
    }

    package struct Model: Sendable {
        package let name: String
        /// Parts of the names under which endpoints list it; lower case.
        let match: [String]
        package let capabilities: [Capability]
        package let contextLength: Int?
        package let modalities: [String]
        package let licence: String?
        package let licenceNote: LocalizedText?
        /// What may be sent to it, wherever it runs.
        package let dataClasses: Set<DataClass>
        /// Where the endpoint has no price of its own.
        package let price: Price?
    }

    package let capabilities: [CapabilityEntry]
    package let models: [Model]
    private let dataClasses: [String: DataClass]
    private let impliedNames: [String]

    package init(capabilities: [CapabilityEntry], models: [Model]) {
        self.capabilities = capabilities
        self.models = models
        var dataClasses: [String: DataClass] = [:]
        for entry in capabilities {
            for name in [entry.capability.rawValue] + entry.aliases { dataClasses[name] = entry.dataClass }
        }
        self.dataClasses = dataClasses
        impliedNames = capabilities.filter(\.isImplied).flatMap(\.models)
    }

    package var names: Set<Capability> { Set(capabilities.map(\.capability)) }

    /// Of a request by what it asks for; what is no capability counts as clinical.
    package func dataClass(of name: String) -> DataClass {
        dataClasses[name] ?? .clinical
    }

    /// What is known of a model that an endpoint lists.
    package func model(listedAs name: String) -> Model? {
        let name = name.lowercased()
        return models.first { $0.match.contains { name.contains($0) } }
    }

    /// The model that serves a capability at an endpoint.
    ///
    /// - Parameter isDeclared: the endpoint is there for it, with whatever models it lists.
    func model(for entry: CapabilityEntry, among listed: [String], isDeclared: Bool) -> String? {
        let lowered = listed.map { $0.lowercased() }
        for part in entry.models {
            if let index = lowered.firstIndex(where: { $0.contains(part) }) { return listed[index] }
        }
        guard isDeclared else { return nil }
        if entry.isImplied { return listed.first }
        // Neither an embedding model nor one that listens or speaks can chat.
        return lowered.firstIndex { name in !impliedNames.contains { name.contains($0) } }.map { listed[$0] }
    }
}
