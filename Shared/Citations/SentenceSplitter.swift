import TextAnalysis

/// Cuts a text into sentences while it is being written; numbers of sources behind a full stop belong to what stands
/// before it.
struct SentenceSplitter {
    /// Characters after which a text without an end is cut at a space.
    private static let longest = 1_500

    private var held = ""

    /// - Returns: sentences that have ended, each with the white space behind it.
    mutating func pass(_ chunk: String) -> [String] {
        held += chunk
        var sentences: [String] = []
        var start = held.startIndex
        while let end = Self.end(of: held[start...]) {
            sentences.append(String(held[start..<end]))
            start = end
        }
        held = String(held[start...])
        if held.count > Self.longest {
            let cut = held.lastIndex(of: " ").map(held.index(after:)) ?? held.endIndex
            sentences.append(String(held[..<cut]))
            held = String(held[cut...])
        }
        return sentences
    }

    /// - Returns: what is left when the text ends.
    mutating func finish() -> [String] {
        let rest = held
        held = ""
        return rest.isEmpty ? [] : [rest]
    }

    /// All sentences of a text.
    static func split(_ text: String) -> [String] {
        var splitter = SentenceSplitter()
        return splitter.pass(text) + splitter.finish()
    }

    /// Where the first sentence ends for sure; nil where more text may still belong to it.
    private static func end(of text: Substring) -> String.Index? {
        var index = text.startIndex
        var hasText = false
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if character.isNewline, hasText {
                return text[next...].firstIndex { !$0.isWhitespace }
            }
            if !character.isWhitespace { hasText = true }
            if ".!?…".contains(character), next < text.endIndex, let end = boundary(after: next, in: text) {
                let following = text[end]
                if character != "." || isEnd(before: index, following, in: text) { return end }
            }
            index = next
        }
        return nil
    }

    /// Behind quotation marks, white space and numbers of sources; nil where more may come, or the text goes on at once.
    private static func boundary(after start: String.Index, in text: Substring) -> String.Index? {
        var index = start
        var isParted = false
        while index < text.endIndex {
            let character = text[index]
            if character.isWhitespace {
                isParted = true
            } else if CitationMark.opensMark(character) {
                let rest = String(text[index...])
                if let mark = CitationMark(at: rest.startIndex, in: rest) {
                    let length = rest.distance(from: rest.startIndex, to: mark.range.upperBound)
                    index = text.index(index, offsetBy: length)
                    isParted = true
                    continue
                }
                return isParted && !CitationMark.isUnfinished(at: rest.startIndex, in: rest) ? index : nil
            } else if !isParted, "\"”»')*_".contains(character) {
                index = text.index(after: index)
                continue
            } else {
                return isParted ? index : nil
            }
            index = text.index(after: index)
        }
        return nil
    }

    /// Not after «Sr.», «art.», an initial, or the number of a list.
    private static func isEnd(before stop: String.Index, _ following: Character, in text: Substring) -> Bool {
        if following.isLowercase { return false }
        let before = text[..<stop]
        let word = before.suffix(while: { $0.isLetter || $0.isWholeNumber })
        if word.allSatisfy(\.isWholeNumber), word.count < 3 {
            // «1. Primero»: nothing but marks stands before.
            let isListed = before.dropLast(word.count).allSatisfy { !$0.isLetter }
            return !isListed
        }
        return !abbreviations.contains(fold(word)) && !(word.count == 1 && word.allSatisfy(\.isUppercase))
    }

    private static let abbreviations: Set<String> = [
        "sr", "sra", "srta", "dr", "dra", "prof", "lic", "ing", "arq", "art", "arts", "num", "nro", "pag", "pags",
        "cap", "vol",
        "av", "vs", "ej", "fig", "inc", "gral", "ud", "uds", "mr", "mrs", "aprox", "tel", "dpto", "p",
        "pp", "doc", "docs", "ref", "refs",
    ]
}

extension Substring {
    /// The longest end of which all characters are such.
    fileprivate func suffix(while isSuch: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, isSuch(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
