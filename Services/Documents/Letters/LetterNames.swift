import Foundation

/// Names for files that every system takes, none of them twice.
struct LetterNames {
    /// Bytes of a name without its ending: with it, and a number, it stays far below what systems allow.
    private static let longest = 120
    private static let refused = Set("/\\:*?\"<>|")
    /// What Windows keeps for itself.
    private static let reserved: Set = [
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
        "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ]

    private var taken: Set<String> = []

    /// - Parameter orElse: where nothing of `wanted` may stand in a name.
    mutating func name(_ wanted: String, orElse usual: String) -> String {
        let safe = Self.safe(wanted)
        let base = safe.isEmpty ? usual : safe
        var (name, number) = (base, 1)
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = "\(base) (\(number))"
        }
        return name
    }

    static func safe(_ text: String) -> String {
        var name = ""
        for character in text.precomposedStringWithCanonicalMapping {
            let isSafe =
                !refused.contains(character) && !character.isNewline
                && character.unicodeScalars.allSatisfy(isVisible)
            let next = isSafe ? character : " "
            guard (name + String(next)).utf8.count <= longest else { break }
            name.append(next)
        }
        name = name.split(separator: " ").joined(separator: " ")
        // Systems hide the one at the beginning, and lose that at the end.
        while let first = name.first, first == "." || first == " " { name.removeFirst() }
        while let last = name.last, last == "." || last == " " { name.removeLast() }
        let stem = name.prefix { $0 != "." }.lowercased()
        return reserved.contains(stem) ? "_\(name)" : name
    }

    /// Neither a control character nor one that turns the direction of what follows.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
