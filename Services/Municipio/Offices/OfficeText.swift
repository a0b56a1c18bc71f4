import CSV
import TextAnalysis

/// A text of an office as it is kept.
struct OfficeText {
    let text: String

    /// Nil where it says nothing, or says so: a dash, «s/d».
    init?(_ written: String, as field: OfficeField) throws(OfficeFault) {
        guard written.utf8.count <= Self.mostBytes else { throw .tooLong(field) }
        // Marks that nobody sees come along from messengers and word processors.
        let seen = String(written.unicodeScalars.filter { $0.properties.generalCategory != .format })
        var text = seen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // As spreadsheets, and our own export, keep a cell from being taken for a formula.
        if text.first == "'", String(text.dropFirst()).looksLikeFormula { text.removeFirst() }
        if text.allSatisfy({ "-–—_.'".contains($0) }) { return nil }
        if text.utf8.count <= Self.longestNothing, Self.nothing.contains(fold(text)) { return nil }
        guard text.unicodeScalars.allSatisfy(Self.isReadable) else { throw .notText(field) }
        guard text.utf16.count <= field.limit else { throw .tooLong(field) }
        switch field {
        case .telefono: guard Telephone.isOne(text, leastDigits: 3) else { throw Self.fault(of: text, field) }
        case .whatsapp: guard Telephone.isOne(text, leastDigits: 6) else { throw Self.fault(of: text, field) }
        case .email: guard EmailAddresses.areSome(text) else { throw Self.fault(of: text, field) }
        case .dependencia, .localidades, .direccion, .horario:
            guard !text.looksLikeFormula else { throw .formula(field) }
        }
        self.text = text
    }

    /// Of what is looked at, blanks and all.
    private static let mostBytes = 16_384
    private static let nothing: Set<String> = ["s/d", "n/d", "n/a", "sin datos", "sin dato", "no tiene"]
    private static let longestNothing = 9

    /// Neither control characters nor the mark that a wrong encoding leaves.
    private static func isReadable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned: false
        default: scalar != "\u{FFFD}"
        }
    }

    private static func fault(of text: String, _ field: OfficeField) -> OfficeFault {
        if text.looksLikeFormula, text.first != "+" { return .formula(field) }
        return field == .email ? .badEmail : .badTelephone(field)
    }
}

/// Telephone numbers as offices write them: «(02281) 43-1234 / 1235 int. 12», «+54 9 …», «147».
enum Telephone {
    static func isOne(_ text: String, leastDigits: Int) -> Bool {
        let folded = fold(text)
        let isWritten = folded.allSatisfy { isDigit($0) || $0.isLetter || " +()-–./,;:*#".contains($0) }
        guard isWritten, folded.count(where: isDigit) >= leastDigits else { return false }
        // A sign of arithmetic is one of a formula.
        let isSum = zip(folded, folded.dropFirst()).contains { isDigit($0) && $1 == "+" }
        return !isSum && !"-–./,;:".contains(folded.first ?? "-")
            && folded.split { !$0.isLetter }.allSatisfy { knownWords.contains(String($0)) }
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static let knownWords: Set<String> = [
        "int", "interno", "internos", "ext", "y", "o", "al", "a", "tel", "fax", "telefax", "cel", "celular", "linea",
        "lineas", "gratuita", "rotativa", "rotativas", "whatsapp", "fijo", "guardia",
    ]
}

/// One e-mail address or several: «mesa@azul.example / obras@azul.example».
enum EmailAddresses {
    static func areSome(_ text: String) -> Bool {
        let addresses = text.split { " ,;/".contains($0) }
        return !addresses.isEmpty && addresses.allSatisfy(isAddress)
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 254 else { return false }
        let local = parts[0].allSatisfy { $0.isLetter || $0.isNumber || ".!#$%&'*+-=?^_`{|}~".contains($0) }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return local && labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }
}
