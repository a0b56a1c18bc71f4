import Foundation

/// What the simulator is started with: options (`--first-token-ms 20`), or the environment
/// (`MODEL_SIMULATOR_FIRST_TOKEN_MS`) where an option isn't given.
struct Settings: Sendable {
    /// Which APIs are served. `gemini` and `anthropic` are those vendors' OpenAI-compatible endpoints alone.
    enum Flavour: String, Sendable {
        case openai, ollama, both, gemini, anthropic
    }

    var host = "127.0.0.1"
    /// 0 takes a free port.
    var port = 0
    /// Receives the port's number once it listens.
    var portFile: String?
    var models = ["simulated-medgemma"]
    var flavour = Flavour.both
    var pace = Pace()
    /// Requests without this key are refused.
    var apiKey: String?
    /// Given to every inference request until `DELETE /simulator/faults`.
    var faults: [Fault] = []
    var embeddingDimensions = 64
    /// Above zero, models start unloaded and the first request to each waits this long.
    var loadMs = 0
    /// Ends the process when whoever holds the other end of its standard input is gone.
    var endsWithStandardInput = false

    init(arguments: some Sequence<String>, environment: [String: String]) throws {
        var values: [String: String] = [:]
        for name in Self.options {
            let key = "MODEL_SIMULATOR_" + name.uppercased().replacing("-", with: "_")
            values[name] = environment[key]
        }
        var arguments = arguments.makeIterator()
        while let argument = arguments.next() {
            let name = String(argument.drop { $0 == "-" })
            guard argument.hasPrefix("--"), Self.options.contains(name) else {
                throw SettingsError.unknown(argument)
            }
            guard let value = arguments.next() else { throw SettingsError.valueMissing(argument) }
            values[name] = value
        }
        try apply(values)
    }

    private static let options: Set = [
        "host", "port", "port-file", "models", "flavour", "first-token-ms", "tokens-per-second",
        "answer-tokens",
        "api-key", "fault", "embedding-dimensions", "load-ms", "ends-with-standard-input",
    ]

    private mutating func apply(_ values: [String: String]) throws {
        func read<Value>(_ name: String, into setting: inout Value, _ parse: (String) throws -> Value?)
            throws
        {
            guard let text = values[name] else { return }
            guard let value = try parse(text) else {
                throw SettingsError.malformed(option: name, value: text)
            }
            setting = value
        }
        func amount(_ text: String) -> Double? { Double(text).flatMap { $0 >= 0 ? $0 : nil } }
        func count(_ text: String) -> Int? { Int(text).flatMap { $0 >= 0 ? $0 : nil } }

        try read("host", into: &host) { $0 }
        try read("port", into: &port) { UInt16($0).map(Int.init) }
        try read("port-file", into: &portFile) { $0 }
        try read("models", into: &models) { text in
            let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            return names.isEmpty ? nil : names
        }
        try read("flavour", into: &flavour) { Flavour(rawValue: $0) }
        try read("first-token-ms", into: &pace.firstTokenMs, amount)
        try read("tokens-per-second", into: &pace.tokensPerSecond, amount)
        try read("answer-tokens", into: &pace.answerTokens, count)
        try read("api-key", into: &apiKey) { $0 }
        try read("fault", into: &faults) { try? Fault.list($0) }
        try read("embedding-dimensions", into: &embeddingDimensions) {
            count($0).flatMap { $0 > 0 ? $0 : nil }
        }
        try read("load-ms", into: &loadMs, count)
        try read("ends-with-standard-input", into: &endsWithStandardInput) { Bool($0) }
    }
}

enum SettingsError: Error, CustomStringConvertible {
    case unknown(String)
    case valueMissing(String)
    case malformed(option: String, value: String)

    var description: String {
        switch self {
        case .unknown(let argument): "unknown option \(argument)"
        case .valueMissing(let argument): "\(argument) needs a value"
        case .malformed(let option, let value): "--\(option): \"\(value)\" is not a valid value"
        }
    }
}
