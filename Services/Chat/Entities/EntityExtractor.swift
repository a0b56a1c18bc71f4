import TextAnalysis

/// Finds clinical facts in what people and models write, Spanish first, by rules and a vocabulary: no model needed.
package struct EntityExtractor: Sendable {
    private let medicines: MedicineNames
    /// In order of precedence where several could read the same words.
    private let recognizers: [any Recognizer]

    package init(vocabulary: Vocabulary) {
        medicines = vocabulary.medicines
        let symptoms = Symptoms(vocabulary)
        recognizers = [
            DiagnosisCodes(), Allergies(vocabulary), VitalSigns(vocabulary), LaboratoryValues(vocabulary),
            Frequencies(vocabulary), Ages(vocabulary.units), Durations(vocabulary.units), Doses(vocabulary.units),
            symptoms, Routes(vocabulary.routes), Medicines(vocabulary.medicines), Sexes(),
        ]
    }

    /// The entities of a text in the order in which they stand; they never overlap.
    package func entities(in text: String) -> [Entity] {
        let clinical = ClinicalText(text, medicines: medicines)
        let findings = findings(in: clinical)
        let scopes = NegationScopes(clinical.tokens, mentions: findings.map(Self.mention))
        let units = Array(text.utf16)
        return zip(findings, scopes.polarities).compactMap { finding, polarity in
            let negated = finding.isAbsence || !polarity.isEmpty
            guard negated || !finding.countsOnlyNegated else { return nil }
            let start = clinical.tokens[finding.tokens.lowerBound].range.lowerBound
            let end = clinical.tokens[finding.tokens.upperBound - 1].range.upperBound
            return Entity(
                kind: finding.kind,
                text: String(utf16: units[start..<end]),
                start: start,
                end: end,
                value: finding.value,
                unit: finding.unit,
                negated: negated
            )
        }
    }

    private func findings(in text: ClinicalText) -> [Finding] {
        var findings: [Finding] = []
        var index = 0
        reading: while index < text.tokens.count {
            if text.tokens[index].kind != .lineBreak {
                for recognizer in recognizers {
                    let found = recognizer.findings(at: index, in: text, after: findings)
                    guard let last = found.last else { continue }
                    findings += found
                    index = last.tokens.upperBound
                    continue reading
                }
            }
            index += 1
        }
        return findings
    }

    private static func mention(_ finding: Finding) -> Mention {
        let susceptible: Polarity =
            switch finding.kind {
            case .symptom: [.denied, .resolved]
            case .medicine: [.denied, .avoided]
            case .allergy, .icd10: .denied
            default: []
            }
        return Mention(tokens: finding.tokens, susceptible: susceptible)
    }
}
