import TextAnalysis

/// Reads what stands after a label as the column's type has it.
struct ValueReader {
    let query: ColumnQuery

    /// Characters of a text that a cell takes.
    static let longestText = 1_500

    /// - Returns: nil where no such value stands there.
    func value(in page: PageText, _ written: Range<Int>) -> (value: String, range: Range<Int>)? {
        guard let range = page.trimmed(written), !page.hasInstructions(in: range) else { return nil }
        let tokens = page.tokens[page.tokens(in: range)]
        switch query.column.type {
        case .date: return DateReader.first(in: tokens)
        case .number: return NumberReader.first(in: tokens)
        case .yesNo: return ChoiceReader.answer(in: page, range)
        case .choice: return ChoiceReader.choice(among: query.column.allowed, in: page, range)
        case .text: return text(in: page, range)
        }
    }

    private func text(in page: PageText, _ range: Range<Int>) -> (String, Range<Int>)? {
        if query.asksForMail, let mail = ContactReader.mail(in: page, range) { return (page.slice(mail), mail) }
        if query.asksForTelephone, let number = ContactReader.telephone(in: page, range) {
            return (page.slice(number), number)
        }
        if query.asksForTime, let time = TimeReader.first(in: page, range) { return (page.slice(time), time) }
        if query.asksForPerson {
            let name = PersonReader.trimmed(page, range)
            return Self.isBlank(page, name) ? nil : (page.slice(name).replacing("\n", with: " "), name)
        }
        let kept = range.lowerBound..<min(range.upperBound, range.lowerBound + Self.longestText)
        guard let range = page.trimmed(kept), !Self.isBlank(page, range) else { return nil }
        let value = page.slice(range).replacing("\t", with: " ").replacing("\n", with: "; ")
        return (value, range)
    }

    /// Nothing that anybody wrote: rules to write on, «(firma)», «N/A».
    private static func isBlank(_ page: PageText, _ range: Range<Int>) -> Bool {
        let words = page.tokens[page.tokens(in: range)].filter { $0.kind == .word || $0.kind == .number }
        return words.isEmpty || (words.count <= 2 && blanks.contains(words.map(\.text).joined(separator: " ")))
    }

    private static let blanks: Set<String> = ["n a", "na", "firma", "pendiente", "no aplica", "sin dato", "sin datos"]
}
