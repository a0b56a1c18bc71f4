import Daemon
import Foundation
import SuiteProtocol
import Yams

/// Reads `models.yaml`.
package struct ModelFile: Sendable {
    let path: String

    package init(path: String) {
        self.path = path
    }

    package func load() throws -> ModelCatalogue {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError("ROUTER_MODELS", "\(path) can't be read")
        }
        return try parse(text)
    }

    package func parse(_ text: String) throws -> ModelCatalogue {
        do throws(ConfigurationFault) {
            var top = try ConfigurationSection(text: text, name: "models.yaml")
            let capabilities = try capabilities(top.require("capabilities"))
            let models = try models(top.require("models"), known: Set(capabilities.map(\.capability)))
            try top.finish()
            return ModelCatalogue(capabilities: capabilities, models: models)
        } catch {
            throw ConfigurationFileError(file: path, faults: [error])
        }
    }

    private func capabilities(
        _ entry: ConfigurationEntry
    ) throws(ConfigurationFault) -> [ModelCatalogue.CapabilityEntry] {
        var names: Set<String> = []
        var capabilities: [ModelCatalogue.CapabilityEntry] = []
        var section = try ConfigurationSection(entry.node, name: entry.key)
        for entry in section.takeAll() {
            var section = try ConfigurationSection(entry.node, name: entry.key)
            let aliases = try section.take("aliases")?.texts() ?? []
            for name in [entry.key] + aliases where !names.insert(name).inserted {
                throw entry.fault("\(name) stands there twice")
            }
            let isImplied = try section.take("implied")?.flag() ?? false
            let models = try section.take("models")?.texts().map { $0.lowercased() } ?? []
            if isImplied, models.isEmpty { throw entry.fault("is implied by models, and names none") }
            capabilities.append(
                ModelCatalogue.CapabilityEntry(
                    capability: Capability(rawValue: entry.key),
                    aliases: aliases,
                    models: models,
                    isImplied: isImplied,
                    dataClass: try section.take("data_class")?.dataClass() ?? .clinical
                )
            )
            try section.finish()
        }
        return capabilities
    }

    private func models(
        _ entry: ConfigurationEntry,
        known: Set<Capability>
    ) throws(ConfigurationFault) -> [ModelCatalogue.Model] {
        var models: [ModelCatalogue.Model] = []
        var section = try ConfigurationSection(entry.node, name: entry.key)
        for entry in section.takeAll() {
            var section = try ConfigurationSection(entry.node, name: entry.key)
            models.append(
                ModelCatalogue.Model(
                    name: entry.key,
                    match: try section.take("match")?.texts().map { $0.lowercased() } ?? [entry.key.lowercased()],
                    capabilities: try section.take("capabilities")?.capabilities(known: known) ?? [],
                    contextLength: try section.take("context_length")?.number(in: 1...100_000_000),
                    modalities: try section.take("modalities")?.texts() ?? ["text"],
                    licence: try section.take("licence")?.text(),
                    licenceNote: try section.take("licence_note")?.localizedText(),
                    dataClasses: try section.take("data_classes")?.dataClasses() ?? Set(DataClass.allCases),
                    price: try section.take("price")?.price()
                )
            )
            try section.finish()
        }
        return models
    }
}
