import Foundation

/// How Ollama describes a model; the figures are those of a model that isn't there.
enum OllamaModel {
    static func tagged(_ name: String) -> String { name.contains(":") ? name : name + ":latest" }

    static func listed(_ name: String) -> JSONValue {
        .object(identity(name) + [("modified_at", "2025-01-01T00:00:00Z")])
    }

    static func running(_ name: String) -> JSONValue {
        let expiry = Date(timeIntervalSinceNow: 300).formatted(.iso8601)
        return .object(identity(name) + [("expires_at", .string(expiry)), ("size_vram", 0)])
    }

    static func shown(_ name: String) -> JSONValue {
        [
            "modelfile": .string("FROM \(tagged(name))"), "parameters": "", "template": "{{ .Prompt }}",
            "details": details,
            "model_info": [
                "general.architecture": "simulated", "general.parameter_count": 0,
                "simulated.context_length": 8_192,
            ],
            "capabilities": ["completion", "vision", "tools"],
        ]
    }

    private static func identity(_ name: String) -> [(String, JSONValue)] {
        let digest = String(FNV1a.hash(tagged(name).utf8), radix: 16)
        return [
            ("name", .string(tagged(name))), ("model", .string(tagged(name))), ("size", 0),
            ("digest", .string(digest)), ("details", details),
        ]
    }

    private static let details: JSONValue = [
        "parent_model": "", "format": "simulated", "family": "simulated", "families": ["simulated"],
        "parameter_size": "0B", "quantization_level": "none",
    ]
}
