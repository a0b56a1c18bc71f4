/// The bounds of what may be said of an endpoint, in a file or by an administrator.
enum EndpointRules {
    static let weight = 1...100
    static let concurrency = 1...4_096
    /// Characters of a name.
    static let name = 1...80
    static let secrets = 8

    /// Letters, digits and dashes of a name, fit for a header and a path; nil where it has none.
    static func slug(_ name: String) -> String? {
        var slug = ""
        for character in name.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, !slug.hasSuffix("-") {
                slug.append("-")
            }
        }
        slug = String(slug.prefix(40))
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug.isEmpty ? nil : slug
    }

    /// `name` as an id that nobody has yet.
    static func id(for name: String, taken: (String) -> Bool) -> String {
        let slug = slug(name) ?? "endpoint"
        guard taken(slug) else { return slug }
        var number = 2
        while taken("\(slug)-\(number)") { number += 1 }
        return "\(slug)-\(number)"
    }
}
