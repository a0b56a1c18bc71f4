import TextAnalysis

/// Watches an answer as it streams and ends it before it gives away the instructions it was written under.
///
/// Only letters and digits are compared, folded, so that gaps, marks and capitals hide nothing; read as they stand,
/// backwards, and decoded from Base64. Text is held back only while it goes on word for word as the instructions do.
package struct PromptLeakGuard: Sendable {
    private var forward: PassageMatcher
    private var backward: PassageMatcher
    private var decoded: PassageMatcher
    private var base64 = Base64Stream()
    private var held = ""
    /// Whether the answer had to be ended: nothing more goes out.
    package private(set) var hasLeaked = false

    /// - Parameter instructions: the system prompt as the model gets it.
    package init(instructions: String) {
        let letters = instructions.unicodeScalars.compactMap(PassageMatcher.letters).joined()
        forward = PassageMatcher(letters: letters)
        decoded = forward
        backward = PassageMatcher(letters: letters.reversed())
    }

    /// - Returns: what may go out now: earlier text that was held, and as much of the chunk as is no part of them.
    package mutating func pass(_ chunk: String) -> String {
        guard !hasLeaked else { return "" }
        var released = ""
        for scalar in chunk.unicodeScalars {
            read(scalar)
            if forward.hasLeaked || backward.hasLeaked || decoded.hasLeaked {
                hasLeaked = true
                held = ""
                return released
            }
            if forward.isSuspicious || backward.isSuspicious || decoded.isSuspicious {
                held.unicodeScalars.append(scalar)
            } else {
                if !held.isEmpty {
                    released += held
                    held = ""
                }
                released.unicodeScalars.append(scalar)
            }
        }
        return released
    }

    /// Takes note of text that went out before.
    package mutating func goOn(after text: String) {
        for scalar in text.unicodeScalars { read(scalar) }
    }

    /// - Returns: what is still held when the answer ends.
    package mutating func finish() -> String {
        let rest = held
        held = ""
        return rest
    }

    private mutating func read(_ scalar: Unicode.Scalar) {
        for letter in PassageMatcher.letters(scalar) ?? [] {
            forward.read(letter)
            backward.read(letter)
        }
        switch base64.read(scalar) {
        case .nothing: break
        case .end: decoded.interrupt()
        case .scalars(let scalars):
            for scalar in scalars {
                for letter in PassageMatcher.letters(scalar) ?? [] { decoded.read(letter) }
            }
        }
    }
}
