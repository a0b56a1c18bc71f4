/// Terms by number, in the order in which they first came.
struct Vocabulary: Sendable {
    /// Ends a field: no term.
    static let end: UInt32 = 0

    private(set) var terms: [String] = [""]
    private var numbers: [String: UInt32] = [:]

    var count: Int { terms.count }

    func number(of term: String) -> UInt32? { numbers[term] }

    /// The number of a term, and whether it is new.
    mutating func insert(_ term: String) -> (number: UInt32, isNew: Bool) {
        if let known = numbers[term] { return (known, false) }
        let number = UInt32(terms.count)
        numbers[term] = number
        terms.append(term)
        return (number, true)
    }
}
