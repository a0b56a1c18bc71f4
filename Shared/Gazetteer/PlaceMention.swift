/// A part of a text that may name a place, and which ones.
package struct PlaceMention: Sendable {
    package struct Candidate: Sendable {
        /// What the caller knows the place by.
        package let place: Int
        /// The index of the name among those of the gazetteer.
        package let name: Int
        /// How likely this is what was meant, in [0, 1].
        package var score: Double
        package let reason: Reason
    }

    /// Why a place was found.
    package enum Reason: String, Codable, Sendable {
        case exact, alias, locality, sound, typo
    }

    /// In UTF-16 code units of the text.
    package let range: Range<Int>
    /// The likeliest first, each place once.
    package var candidates: [Candidate]
    /// «no en Azul, en Tandil».
    package var isNegated = false

    /// How likely it is that a place is meant at all.
    package var score: Double { min(1, candidates.reduce(0) { $0 + $1.score }) }
}
