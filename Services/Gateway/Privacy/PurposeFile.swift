import Daemon
import Foundation
import SuiteProtocol

/// Reads `purposes.yaml`. A wrong one stops the gateway, with every fault by its line.
struct PurposeFile {
    let path: String

    /// The institution's own in its home, else the one that is shipped.
    init(home: String, shipped: String) {
        let own = home + "/purposes.yaml"
        path = FileManager.default.fileExists(atPath: own) ? own : shipped
    }

    /// One for each purpose.
    func load() throws -> [PurposeTerms] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError("GATEWAY_PURPOSES", "\(path) can't be read")
        }
        do {
            var file = try ConfigurationSection(text: text, name: "the file")
            var purposes = try ConfigurationSection(file.require("purposes").node, name: "purposes")
            try file.finish()
            let terms = try Purpose.allCases.map { purpose throws(ConfigurationFault) in
                try Self.terms(of: purpose, purposes.require(purpose.rawValue))
            }
            try purposes.finish()
            return terms
        } catch {
            throw ConfigurationFileError(file: path, faults: [error])
        }
    }

    private static func terms(of purpose: Purpose, _ entry: ConfigurationEntry) throws(ConfigurationFault)
        -> PurposeTerms
    {
        var section = try ConfigurationSection(entry.node, name: purpose.rawValue)
        let version = try section.require("version").number(in: 1...1_000_000)
        let adults = try basis(section.require("adults"))
        guard adults != .guardian else { throw entry.fault("adults have no guardian") }
        let minors = try basis(section.require("minors"))
        let title = try localized(section.require("title"))
        let text = try localized(section.require("text"))
        try section.finish()
        return PurposeTerms(
            purpose: purpose,
            version: version,
            adults: adults,
            minors: minors,
            title: title,
            text: text
        )
    }

    private static func basis(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> ConsentBasis {
        guard let basis = ConsentBasis(rawValue: try entry.text()) else {
            throw entry.fault("expected \(ConsentBasis.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return basis
    }

    private static func localized(_ entry: ConfigurationEntry) throws(ConfigurationFault) -> LocalizedText {
        var section = try ConfigurationSection(entry.node, name: entry.key)
        let text = LocalizedText(es: try section.require("es").text(), en: try section.require("en").text())
        try section.finish()
        return text
    }
}
