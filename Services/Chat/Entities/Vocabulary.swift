import TextAnalysis

/// The words by which clinical facts are known, read once from the files of a folder.
package struct Vocabulary: Sendable {
    /// A name that may count only where a medicine is spoken of.
    struct Term: Sendable {
        let name: String
        let needsMedication: Bool
    }

    struct Symptom: Sendable {
        enum Part: Sendable { case none, optional, required }

        let name: String
        let part: Part
        /// «afebril».
        let isAbsence: Bool
    }

    struct Measure: Sendable {
        let name: String
        let unit: String
        /// What is plausible; no bounds where empty.
        let range: ClosedRange<Double>?
        /// Whether three decimals are thousands.
        let isCount: Bool
        let needsCapital: Bool
    }

    struct Frequency: Sendable {
        let value: Entity.Value
        let unit: String?
        let needsMedication: Bool
    }

    let medicines: MedicineNames
    let symptoms: SymptomNames
    let bodyParts: PhraseTable<Void>
    let bodyAdjectives: PhraseTable<Void>
    let sides: PhraseTable<Void>
    let vitalSigns: PhraseTable<Measure>
    let laboratory: PhraseTable<Measure>
    let allergens: PhraseTable<String>
    let routes: PhraseTable<Term>
    let frequencies: PhraseTable<Frequency>
    let units: Units

    /// - Parameter folder: holds one text file for each kind of word.
    package init(folder: String) throws {
        medicines = MedicineNames(try VocabularyFile(folder: folder, name: "medicines"))
        symptoms = SymptomNames(try VocabularyFile(folder: folder, name: "symptoms"))
        let anatomy = try VocabularyFile(folder: folder, name: "anatomy")
        bodyParts = Self.words(anatomy, of: "parts")
        bodyAdjectives = Self.words(anatomy, of: "of")
        sides = Self.words(anatomy, of: "side")
        vitalSigns = Self.measures(try VocabularyFile(folder: folder, name: "vital_signs"))
        laboratory = Self.measures(try VocabularyFile(folder: folder, name: "laboratory"))
        allergens = Self.allergens(try VocabularyFile(folder: folder, name: "allergens"))
        routes = Self.routes(try VocabularyFile(folder: folder, name: "routes"))
        frequencies = Self.frequencies(try VocabularyFile(folder: folder, name: "frequencies"))
        units = Units(try VocabularyFile(folder: folder, name: "units"))
    }

    private static func words(_ file: VocabularyFile, of name: String) -> PhraseTable<Void> {
        var table = PhraseTable<Void>()
        for line in file.lines where line.name == name {
            for spelling in line.spellings { table.insert(spelling, (), key: singular) }
        }
        return table
    }

    private static func measures(_ file: VocabularyFile) -> PhraseTable<Measure> {
        var table = PhraseTable<Measure>()
        for line in file.lines {
            let bounds = (line.fields.count > 2 ? line.fields[2] : "").split(separator: " ").compactMap { Double($0) }
            for spelling in line.spellings {
                table.insert(
                    spelling,
                    Measure(
                        name: line.name,
                        unit: line.fields.count > 1 ? line.fields[1] : "",
                        range: bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]...bounds[1] : nil,
                        isCount: line.fields.last == "count",
                        needsCapital: spelling.count < 3 && spelling != "hb" && spelling != "ph"
                    )
                )
            }
        }
        return table
    }

    private static func allergens(_ file: VocabularyFile) -> PhraseTable<String> {
        var table = PhraseTable<String>()
        for line in file.lines {
            for spelling in [line.name] + line.spellings { table.insert(spelling, line.name, key: singular) }
        }
        return table
    }

    private static func routes(_ file: VocabularyFile) -> PhraseTable<Term> {
        var table = PhraseTable<Term>()
        for line in file.lines {
            for spelling in line.spellings {
                let term = Term(name: line.name, needsMedication: spelling.hasSuffix("?"))
                table.insert(spelling.filter { $0 != "?" }, term)
            }
        }
        return table
    }

    private static func frequencies(_ file: VocabularyFile) -> PhraseTable<Frequency> {
        var table = PhraseTable<Frequency>()
        for line in file.lines {
            let parts = line.name.split(separator: " ", maxSplits: 1)
            let number = Double(parts[0])
            for spelling in line.spellings {
                table.insert(
                    spelling.filter { $0 != "?" },
                    Frequency(
                        value: number.map(Entity.Value.number) ?? .text(line.name),
                        unit: number == nil ? nil : parts.last.map(String.init),
                        needsMedication: spelling.hasSuffix("?")
                    )
                )
            }
        }
        return table
    }
}
