/// An entity while its message is read: by tokens, and before negation is known.
struct Finding: Equatable, Sendable {
    let kind: Entity.Kind
    let tokens: Range<Int>
    var value: Entity.Value?
    var unit: String?
    /// Says by itself that it is absent: «afebril», «NKDA».
    var isAbsence = false
    /// Says something only where it is negated: «niega alergias».
    var countsOnlyNegated = false
}

/// Finds one kind of entity.
protocol Recognizer: Sendable {
    /// - Parameter earlier: what was found before this token, in order.
    /// - Returns: what begins at the token or follows it closely; nothing where none does.
    func findings(at index: Int, in text: ClinicalText, after earlier: [Finding]) -> [Finding]
}
