import Daemon
import Foundation
import SuiteProtocol
import Yams

/// Reads `EXTERNAL_ENDPOINTS`: endpoints with all that can be said of one.
package struct EndpointFile: Sendable {
    let path: String
    let known: Set<Capability>

    package init(path: String, capabilities: Set<Capability>) {
        self.path = path
        known = capabilities
    }

    /// What keys of the environment named, and what the file adds. An entry whose URL is there already says more of the
    /// same endpoint.
    ///
    /// - Parameter isRequired: somebody named the file.
    package func load(adding endpoints: [EndpointDeclaration], isRequired: Bool) throws -> [EndpointDeclaration] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            guard isRequired else { return endpoints }
            throw ConfigurationError("EXTERNAL_ENDPOINTS", "\(path) can't be read")
        }
        return try parse(text, adding: endpoints)
    }

    package func parse(_ text: String, adding endpoints: [EndpointDeclaration]) throws -> [EndpointDeclaration] {
        var faults: [ConfigurationFault] = []
        var all = endpoints
        do throws(ConfigurationFault) {
            var top = try ConfigurationSection(text: text, name: "endpoints.yaml")
            for item in try top.require("endpoints").items() {
                do throws(ConfigurationFault) { try read(item, into: &all) } catch { faults.append(error) }
            }
            try top.finish()
        } catch {
            faults.append(error)
        }
        guard faults.isEmpty else { throw ConfigurationFileError(file: path, faults: faults) }
        return all
    }

    private func read(
        _ item: ConfigurationEntry,
        into all: inout [EndpointDeclaration]
    ) throws(ConfigurationFault) {
        var section = try ConfigurationSection(item.node, name: "an endpoint")
        let address = try section.require("url").address()
        let name = try section.take("name")?.text(EndpointRules.name)
        let index = all.firstIndex { $0.address == address }
        if let index, all[index].source == .file { throw item.fault("\(address.url) stands there twice") }
        var endpoint =
            index.map { all[$0] }
            ?? EndpointDeclaration(
                id: EndpointRules.id(for: name ?? address.host) { id in all.contains { $0.id == id } },
                address: address,
                capabilities: [:]
            )
        endpoint = endpoint.named
        endpoint.name = name
        endpoint.source = .file
        for capability in try section.take("capabilities")?.capabilities(known: known) ?? [] {
            endpoint.capabilities[capability] = 0
        }
        endpoint.tier = try section.take("tier")?.tier()
        endpoint.weight = try section.take("weight")?.number(in: EndpointRules.weight) ?? 1
        endpoint.concurrency = try section.take("concurrency")?.number(in: EndpointRules.concurrency)
        endpoint.price = try section.take("price")?.price()
        endpoint.monthlyCap = try section.take("monthly_cap")?.amount()
        endpoint.dataClasses = try section.take("data_classes")?.dataClasses()
        endpoint.secrets = try section.take("secret")?.secrets() ?? []
        try section.finish()
        if let index { all[index] = endpoint } else { all.append(endpoint) }
    }
}

extension EndpointDeclaration {
    /// The same once somebody named it.
    fileprivate var named: EndpointDeclaration {
        guard isAssumed else { return self }
        return EndpointDeclaration(
            id: id,
            address: address,
            capabilities: capabilities,
            isAssumed: false,
            speaksOllama: speaksOllama
        )
    }
}

extension ConfigurationEntry {
    fileprivate func text(_ length: ClosedRange<Int>) throws(ConfigurationFault) -> String {
        let text = try text()
        guard length.contains(text.count) else { throw fault("expected at most \(length.upperBound) characters") }
        return text
    }

    fileprivate func address() throws(ConfigurationFault) -> EndpointAddress {
        do {
            return try EndpointAddress(try text())
        } catch let error as EndpointAddress.Malformed {
            throw fault(error.reason)
        } catch let error as ConfigurationFault {
            throw error
        } catch {
            throw fault("\(error)")
        }
    }

    fileprivate func tier() throws(ConfigurationFault) -> EndpointTier {
        guard let tier = EndpointTier(rawValue: try text()) else { throw fault("expected local, own or paid") }
        return tier
    }

    /// One name or a list of them.
    fileprivate func secrets() throws(ConfigurationFault) -> [String] {
        let names = node.sequence == nil ? [try text()] : try texts()
        guard names.count <= EndpointRules.secrets, names.allSatisfy(SecretFolder.isName) else {
            throw fault("expected names of secrets, never their values")
        }
        return names
    }
}
