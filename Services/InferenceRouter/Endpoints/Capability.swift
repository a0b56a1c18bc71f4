/// What a daemon asks for instead of a model's name.
package enum Capability: String, CaseIterable, Sendable {
    case medicalChat = "medical-chat"
    case cxrReasoning = "cxr-reasoning"
    case generalChat = "general-chat"

    /// Of several models at one endpoint, the first whose name contains one of these serves; else the first listed.
    var preferredNames: [String] {
        switch self {
        case .medicalChat: ["medgemma", "medical", "med"]
        case .cxrReasoning: ["nv-reason", "cxr"]
        case .generalChat: []
        }
    }
}
