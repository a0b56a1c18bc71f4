import TextAnalysis

/// A passage that an answer may stand on, under the number that the server gave it.
package struct CitableSource: Sendable, Equatable {
    /// From 1, in the order in which a model is shown them.
    package let number: Int
    package let title: String
    package let page: Int?
    /// The headings above it, outermost first.
    package let section: [String]
    package let text: String
    /// The header of the table that the passage begins in the middle of.
    package let tableHeader: String?
    /// What in the text speaks to a model, in its UTF-16 code units, ascending.
    package let instructions: [Range<Int>]

    package init(
        number: Int,
        title: String,
        page: Int? = nil,
        section: [String] = [],
        text: String,
        tableHeader: String? = nil,
        instructions: [Range<Int>] = []
    ) {
        self.number = number
        self.title = title
        self.page = page
        self.section = section
        self.text = text
        self.tableHeader = tableHeader
        self.instructions = instructions
    }

    /// All that a sentence may be drawn from: nothing of what speaks to a model.
    var everything: String {
        ([title] + section + [tableHeader].compactMap { $0 } + [plainText]).joined(separator: "\n")
    }

    /// The text without what speaks to a model.
    var plainText: String {
        guard !instructions.isEmpty else { return text }
        let units = Array(text.utf16)
        var plain = ""
        var end = 0
        for span in instructions where span.lowerBound >= end && span.upperBound <= units.count {
            plain += String(utf16: units[end..<span.lowerBound]) + " "
            end = span.upperBound
        }
        return plain + String(utf16: units[end...])
    }
}
