import TextAnalysis

/// What a text says once look-alike letters, figures for letters, gaps and encodings are undone.
enum Disguise {

    /// The readings that differ from the text itself.
    static func undone(_ text: String) -> [String] {
        var readings: [String] = []
        let plain = LookAlikes.undone(text)
        if let plain { readings.append(plain) }
        let legible = plain ?? text
        for undo in [
            Leetspeak.undone, SpacedLetters.undone, BrokenWords.undone, EscapedText.undone, EncodedText.undone,
            TurnedText.undone,
        ] {
            if let reading = undo(legible) { readings.append(reading) }
        }
        return readings
    }
}
