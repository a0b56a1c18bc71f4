/// What a daemon asks for instead of a model's name. Those that `models.yaml` names exist.
package struct Capability: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    // Those that keys of the configuration stand for.
    package static let medicalChat = Capability(rawValue: "medical-chat")
    package static let cxrReasoning = Capability(rawValue: "cxr-reasoning")
    package static let generalChat = Capability(rawValue: "general-chat")
    package static let transcription = Capability(rawValue: "transcription")
    package static let speech = Capability(rawValue: "speech")
}
