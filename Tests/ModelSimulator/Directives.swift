/// What a message asks of the simulator itself, `[[fault:cut=5]]`, `[[speed:first=20,tps=60,tokens=200]]`,
/// `[[say:instructions]]` (what the system message says) and `[[write:words]]` (these, wherever in the message they stand,
/// as a model does that obeys what it reads): a form that survives every relay on the way here.
struct Directives {
    private(set) var fault: String?
    private(set) var speed = ""
    private(set) var saysInstructions = false
    private(set) var words: String?
    /// The message without them.
    private(set) var text: String

    init(_ message: String) {
        text = message
        guard message.contains("[[") else { return }
        fault = take("fault")
        speed = take("speed") ?? ""
        saysInstructions = take("say") == "instructions"
        words = take("write")
    }

    private mutating func take(_ name: String) -> String? {
        guard let opening = text.firstRange(of: "[[\(name):"),
            let closing = text[opening.upperBound...].firstRange(of: "]]")
        else { return nil }
        let value = String(text[opening.upperBound..<closing.lowerBound])
        text.removeSubrange(opening.lowerBound..<closing.upperBound)
        return value
    }
}
