import Daemon
import SuiteProtocol

extension ConfigurationEntry {
    func texts() throws(ConfigurationFault) -> [String] {
        var texts: [String] = []
        for item in try items() { texts.append(try item.text()) }
        return texts
    }

    func dataClass() throws(ConfigurationFault) -> DataClass {
        guard let dataClass = DataClass(rawValue: try text()) else {
            throw fault("expected public, internal or clinical")
        }
        return dataClass
    }

    func dataClasses() throws(ConfigurationFault) -> Set<DataClass> {
        var classes: Set<DataClass> = []
        for item in try items() { classes.insert(try item.dataClass()) }
        return classes
    }

    /// Only capabilities that `models.yaml` names: another would never be asked for.
    func capabilities(known: Set<Capability>) throws(ConfigurationFault) -> [Capability] {
        var capabilities: [Capability] = []
        for item in try items() {
            let capability = Capability(rawValue: try item.text())
            guard known.contains(capability) else {
                throw item.fault("\(capability.rawValue) is not a capability of models.yaml")
            }
            capabilities.append(capability)
        }
        return capabilities
    }

    func localizedText() throws(ConfigurationFault) -> LocalizedText {
        var section = try ConfigurationSection(node, name: key)
        let text = LocalizedText(es: try section.require("es").text(), en: try section.require("en").text())
        try section.finish()
        return text
    }

    /// Per million tokens.
    func price() throws(ConfigurationFault) -> Price {
        var section = try ConfigurationSection(node, name: key)
        let price = Price(input: try section.require("input").amount(), output: try section.require("output").amount())
        try section.finish()
        return price
    }

    func amount() throws(ConfigurationFault) -> Amount {
        guard let value = Double(try text()), let amount = Amount(value) else {
            throw fault("expected an amount of money, such as 0.15, at most \(Int(Amount.largest))")
        }
        return amount
    }
}
