import TextAnalysis

/// Spellings of units, by where they are used.
struct Units: Sendable {
    private(set) var mass = PhraseTable<String>()
    private(set) var volume = PhraseTable<String>()
    private(set) var form = PhraseTable<String>()
    private(set) var per = PhraseTable<String>()
    private(set) var time = PhraseTable<String>()
    private(set) var laboratory = PhraseTable<String>()
    private(set) var vital = PhraseTable<String>()

    init(_ file: VocabularyFile) {
        for line in file.lines {
            for spelling in [line.name] + line.spellings { insert(spelling, line.name, section: line.section) }
        }
    }

    private mutating func insert(_ spelling: String, _ unit: String, section: String) {
        switch section {
        case "mass": mass.insert(spelling, unit)
        case "volume": volume.insert(spelling, unit)
        case "form": form.insert(spelling, unit)
        case "per": per.insert(spelling, unit)
        case "time": time.insert(spelling, unit)
        case "laboratory": laboratory.insert(spelling, unit)
        case "vital": vital.insert(spelling, unit)
        default: break
        }
    }
}
