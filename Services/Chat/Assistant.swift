import Daemon
import FoundationEssentials
import SuiteProtocol
import Yams

/// Whom a person talks with: instructions for a capability, and what its page shows.
struct Assistant: Decodable, Sendable {
    let id: String
    let name: String
    let description: String
    /// What the inference-router is asked for.
    let capability: String
    let dataClass: DataClass
    let temperature: Double
    let maxTokens: Int
    /// How much of the conversation goes along with a question, newest turns first.
    let contextCharacters: Int
    let disclaimer: String
    let suggestions: [String]
    let prompt: String
    /// Accompanies students: knows their tone and mood, is held to a safe frame, and a tutor may take its place.
    let companion: Bool?
    /// Of the prompt, ready to be copied for each answer.
    fileprivate(set) var leakGuard = PromptLeakGuard(instructions: "")

    var isCompanion: Bool { companion ?? false }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name, description, capability, temperature, disclaimer, suggestions, prompt, companion
        case dataClass = "data_class"
        case maxTokens = "max_tokens"
        case contextCharacters = "context_characters"
    }
}

/// The assistants of this installation, read once at boot.
struct Assistants: Sendable {
    private let assistants: [String: Assistant]
    /// The municipal help desk's, which answers nowhere else; nil where the folder has none.
    let helpDesk: Assistant?

    /// Who answers where nobody is named.
    static let standard = "medico"

    /// - Parameter folder: holds `<id>.yaml` files; a wrong one stops the daemon, by name.
    init(folder: String) throws {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw ConfigurationError("CHAT_ASSISTANTS", "\(folder) can't be read")
        }
        var assistants: [String: Assistant] = [:]
        for file in files.filter({ $0.hasSuffix(".yaml") }).sorted() {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let assistant = try Self.decode(text, file: file)
            guard assistant.id + ".yaml" == file else {
                throw ConfigurationError(file, "its id must be the file's name")
            }
            assistants[assistant.id] = assistant
        }
        guard assistants[Self.standard] != nil else {
            throw ConfigurationError("CHAT_ASSISTANTS", "\(folder) has no \(Self.standard).yaml")
        }
        helpDesk = assistants.removeValue(forKey: "municipal")
        self.assistants = assistants
    }

    subscript(id: String) -> Assistant? { assistants[id] }

    private static func decode(_ text: String, file: String) throws -> Assistant {
        let known = Set(Assistant.CodingKeys.allCases.map(\.rawValue))
        do {
            for (key, _) in try compose(yaml: text)?.mapping ?? [:] {
                guard let name = key.string, known.contains(name) else {
                    throw ConfigurationError(file, "line \(key.mark?.line ?? 0): unknown key \(key.string ?? "")")
                }
            }
            var assistant = try YAMLDecoder().decode(Assistant.self, from: text)
            assistant.leakGuard = PromptLeakGuard(instructions: assistant.prompt)
            return assistant
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError(file, "\(error)")
        }
    }

    private static func compose(yaml: String) throws -> Node? { try Yams.compose(yaml: yaml) }
}
