/// A label of a form and the place of what answers to it.
struct FormEntry: Sendable {
    /// How the answer stands to its label, and how sure that makes it.
    enum Position: Double, Sendable {
        /// `Fecha: 12 de marzo`, or the cell beside a label.
        case beside = 1
        /// In the line, the items or the row below.
        case below = 0.96
        /// `Fecha – 12 de marzo`
        case dashed = 0.9
        /// Under a heading.
        case section = 0.86
        /// «La fecha es el 12 de marzo»
        case told = 0.8
    }

    let label: Set<String>
    /// Index of the page.
    let page: Int
    let value: Range<Int>
    let position: Position
}
