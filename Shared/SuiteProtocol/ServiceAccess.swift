/// Which daemon may act towards which other, with a service token.
package enum ServiceAccess {
    /// Callee → callers it accepts. A caller that is not named is refused, however valid its signature.
    private static let callers: [String: Set<String>] = [
        "chat": ["gateway", "analysis"],
        "inference-router": [
            "gateway", "chat", "analysis", "simulation", "radiology-rag", "transcription", "documents", "clinic",
            "municipio",
        ],
        "municipio": ["gateway", "chat"],
        "analysis": ["gateway", "chat"],
        "documents": ["gateway", "chat"],
        "gateway": ["chat", "analysis"],
    ]

    package static func allows(_ caller: String, toCall callee: String) -> Bool {
        callers[callee, default: []].contains(caller)
    }
}
