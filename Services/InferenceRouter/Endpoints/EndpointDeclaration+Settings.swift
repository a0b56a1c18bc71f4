import Configuration
import Daemon

extension EndpointDeclaration {
    private struct Family {
        let name: String
        /// Comma-separated lists: an empty one means none.
        let lists: [String]
        let singles: [String]
        /// Looked for where no key of the family is set.
        let assumed: String?
        let capabilities: [Capability: Int]
        let speaksOllama: Bool
    }

    private static let families = [
        Family(
            name: "medgemma",
            lists: ["medgemma.endpoints"],
            singles: ["vllm.endpoint"],
            assumed: "http://127.0.0.1:8000",
            capabilities: [.medicalChat: 0],
            speaksOllama: false
        ),
        Family(
            name: "nv-reason",
            lists: ["nv.reason.endpoints"],
            singles: [],
            assumed: "http://127.0.0.1:8001",
            capabilities: [.cxrReasoning: 0],
            speaksOllama: false
        ),
        Family(
            name: "ollama",
            lists: ["ollama.endpoints"],
            singles: ["ollama.endpoint"] + (1...4).map { "ollama.endpoint.\($0)" },
            assumed: "http://127.0.0.1:11434",
            capabilities: [.generalChat: 0, .medicalChat: 1],
            speaksOllama: true
        ),
        Family(
            name: "lm-studio",
            lists: [],
            singles: ["lm.studio.url"],
            assumed: nil,
            capabilities: [.generalChat: 0, .medicalChat: 1],
            speaksOllama: false
        ),
        Family(
            name: "whisper",
            lists: [],
            singles: ["whisper.endpoint"],
            assumed: nil,
            capabilities: [.transcription: 0],
            speaksOllama: false
        ),
        Family(
            name: "tts",
            lists: [],
            singles: ["tts.endpoint"],
            assumed: nil,
            capabilities: [.speech: 0],
            speaksOllama: false
        ),
    ]

    /// All endpoints of the configuration. One URL under several keys is one endpoint that serves what each says.
    static func read(_ config: ConfigReader) throws -> [EndpointDeclaration] {
        var all: [EndpointDeclaration] = []
        for family in families {
            let written = try addresses(of: family, config)
            let assumed = try written == nil ? family.assumed.map { try address($0, key: family.name) } : nil
            for (index, address) in (written ?? assumed.map { [$0] } ?? []).enumerated() {
                if let known = all.firstIndex(where: { $0.address == address }) {
                    all[known].capabilities.merge(family.capabilities) { min($0, $1) }
                    continue
                }
                all.append(
                    EndpointDeclaration(
                        id: "\(family.name)-\(index + 1)",
                        address: address,
                        capabilities: family.capabilities,
                        isAssumed: written == nil,
                        speaksOllama: family.speaksOllama
                    )
                )
            }
        }
        return all
    }

    /// Nil where no key of the family is set at all.
    private static func addresses(of family: Family, _ config: ConfigReader) throws -> [EndpointAddress]? {
        var found: [EndpointAddress]?
        for key in family.lists {
            guard let text = config.string(forKey: ConfigKey(key)) else { continue }
            let urls = text.split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
            found = try (found ?? []) + urls.map { try address($0, key: environmentName(key)) }
        }
        for key in family.singles {
            guard let text = config.text(key) else { continue }
            found = try (found ?? []) + [address(trimmed(text[...]), key: environmentName(key))]
        }
        return found
    }

    private static func address(_ text: String, key: String) throws -> EndpointAddress {
        do {
            return try EndpointAddress(text)
        } catch {
            // A password in a URL is not for the log.
            throw ConfigurationError(key, error == .credentials ? error.reason : "\(error.reason) in '\(text)'")
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
