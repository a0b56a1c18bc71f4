/// A label of a form and the place of what answers to it.
struct FormEntry: Sendable {
    /// How the answer stands to its label, and how sure that makes it.
    enum Position: Double, Sendable {
        /// `Fecha: 12 de marzo`, or the cell beside a label.
        case beside = 1
        /// In the line, the items or the row below.
        case below = 0.96
        /// Where a row of a table and a column with a name meet.
        case crossed = 0.95
        /// `Fecha – 12 de marzo`
        case dashed = 0.9
        /// Under a heading.
        case section = 0.86
        /// In the line below a line that has no mark of a label.
        case under = 0.84
        /// «La fecha es el 12 de marzo»
        case told = 0.8

        /// Below it a label is another's. What only stands like a label must be the column's own name.
        var least: Double {
            switch self {
            case .beside, .below, .dashed, .told: 0.6
            case .crossed: 0.7
            case .section: 0.75
            case .under: 0.72
            }
        }
    }

    let label: Set<String>
    /// Whom its part of the form is about, where the label itself doesn't say it.
    let person: Set<String>
    /// Index of the page.
    let page: Int
    let value: Range<Int>
    let position: Position
}
