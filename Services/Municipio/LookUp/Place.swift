/// A municipality, and what leads to it.
struct Place: Sendable {
    struct Locality: Sendable {
        let name: String
        let point: Point?
        var aliases: [String] = []
    }

    /// What tells it from all others.
    struct Key: Hashable, Sendable {
        let country: String
        let code: String
    }

    /// As the country's statistics office writes it, leading zeros kept.
    let code: String
    let name: String
    let province: Province
    /// The town in which it is governed, where the sources name it.
    let cabecera: String?
    let point: Point?
    var aliases: [String] = []
    var localities: [Locality] = []

    var key: Key { Key(country: province.country, code: code) }
}

/// A province, or a federal state.
struct Province: Sendable {
    let code: String
    let name: String
    let country: String
    var aliases: [String] = []
}
