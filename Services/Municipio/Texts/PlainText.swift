import Foundation

/// What somebody typed, as it is kept: without what hides, turns round or garbles text, and without blanks around it.
struct PlainText: Sendable, Equatable {
    let text: String

    /// - Parameter keepsLines: false makes one line of it.
    init(_ written: String, keepsLines: Bool = false) {
        var kept = String.UnicodeScalarView()
        for scalar in written.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepsLines && scalar == "\n": kept.append(scalar)
            case .control where keepsLines && scalar == "\r": break
            case .control, .lineSeparator, .paragraphSeparator:
                if scalar.properties.isWhitespace { kept.append(" ") }
            case .format where Self.turning.contains(scalar.value): break
            default: kept.append(scalar)
            }
        }
        text = String(kept).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Nothing that anybody could see.
    var isBlank: Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
    }

    /// Characters of Unicode: a letter with a thousand marks isn't short.
    var length: Int { text.unicodeScalars.count }

    /// The first so many of them.
    func prefix(_ length: Int) -> String { String(String.UnicodeScalarView(text.unicodeScalars.prefix(length))) }

    /// What makes a line be read from the other side.
    private static let turning: Set<UInt32> = Set(0x202A...0x202E).union(0x2066...0x2069)
}
