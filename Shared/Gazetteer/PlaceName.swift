/// A name under which a place is found.
package struct PlaceName: Sendable {
    package enum Kind: UInt8, Sendable {
        case municipality, cabecera, alias, locality
        /// A province or a country whose municipalities are known here: it narrows, and is no answer.
        case region
        /// A place that is known to lie elsewhere, so that nothing here is taken for it.
        case outside
        /// A province or a country that lies elsewhere: what it is said of does, too.
        case outsideRegion
    }

    package let text: String
    /// What the caller knows the place by.
    package let place: Int
    package let kind: Kind

    package init(_ text: String, place: Int, kind: Kind) {
        self.text = text
        self.place = place
        self.kind = kind
    }
}

extension PlaceName.Kind {
    var isInside: Bool { [.municipality, .cabecera, .alias, .locality].contains(self) }
    var isOutside: Bool { self == .outside || self == .outsideRegion }

    /// How likely it is asked for beside the others, as a logarithm.
    var prior: Float {
        switch self {
        case .municipality: -5
        case .cabecera: -5.2
        case .alias: -5.4
        case .region: -5.5
        case .locality: -6.6
        case .outside: -8.2
        case .outsideRegion: -6.6
        }
    }
}
