import InferenceClient

/// What a companion's model is told of the student beside the conversation.
struct CompanionNotes: Sendable {
    var tone: Tone?
    var course: String?
    /// In the student's own words.
    var mood: String?

    /// As instructions; nil where nothing is known. What the student wrote themselves is quoted as data.
    ///
    /// - Parameter isHeld: by a safe frame, in which nobody jokes.
    func instructions(_ reading: TextReading?, isHeld: Bool) -> String? {
        var lines: [String] = []
        if let tone, !isHeld || tone != .playful { lines.append(Messages.toneInstructions(tone)) }
        if let course { lines.append(Messages.courseNote + "\n" + Messages.quoted(course)) }
        if let mood { lines.append(Messages.moodNote + "\n" + Messages.quoted(mood)) }
        if let emotion = reading?.emotion, emotion.certain, let name = Messages.emotionNames[emotion.label] {
            lines.append(Messages.emotionNote + " " + name + ".")
        }
        if let style = reading?.style?.label, let hint = Messages.styleHints[style] { lines.append(hint) }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
