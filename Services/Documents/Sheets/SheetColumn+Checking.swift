import TextAnalysis

extension SheetColumn {
    /// What somebody typed, as the column keeps it: `2026-03-12`, `8.5`, `yes`, an allowed value. Nil for nothing.
    ///
    /// - Throws: `SheetError.badValue`
    func checked(_ typed: String?) throws(SheetError) -> String? {
        let text = (typed ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty else { return nil }
        guard text.unicodeScalars.count <= ValueReader.longestText, let value = kept(text) else {
            throw .badValue(self)
        }
        return value
    }

    private func kept(_ text: String) -> String? {
        switch type {
        case .text: return text
        case .number:
            // As programs write it, and not «8.125» for eight thousand.
            guard let value = Double(text).map(NumberText.text) ?? NumberReader.value(text) else { return nil }
            guard let most else { return value }
            return Double(value).map { (0...most).contains($0) } ?? false ? value : nil
        case .date: return DateReader.all(in: tokens(text)[...], limit: 1).first?.value
        case .choice: return allowed.first { fold($0) == fold(text) }
        case .yesNo:
            switch fold(text) {
            case "yes", "si", "true": return "yes"
            case "no", "false": return "no"
            default: return nil
            }
        }
    }
}
