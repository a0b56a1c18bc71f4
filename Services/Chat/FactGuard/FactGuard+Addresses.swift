import TextAnalysis

extension FactGuard {
    /// E-mail and web addresses, as they are written and as they are read out: «mesa arroba azul punto gob punto ar».
    mutating func withoutAddresses(_ text: String) -> String {
        let text = text.replacing(/\s+@\s+/, with: "@")
        let written = text.split(whereSeparator: \.isWhitespace)
            .filter { Self.isAddress($0) && !addresses.contains(Self.bare($0)) }
            .map { Self.core($0) }.map { $0.startIndex..<$0.endIndex }
        let all = written + spelledAddresses(in: text)
        return remove(all.sorted { $0.lowerBound < $1.lowerBound }, from: text)
    }

    static func isAddress(_ token: Substring) -> Bool {
        token.contains("@") || token.contains("://") || token.lowercased().contains("www.") || isDomain(bare(token))
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.prefix { !"/?:#".contains($0) }.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last, topDomains.contains(String(last)) else { return false }
        return labels.allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        }
    }

    private static let topDomains: Set<String> = [
        "com", "org", "net", "gob", "gov", "edu", "info", "ar", "mx", "uy", "cl", "py", "bo", "example",
    ]

    /// Without the marks around it.
    private static func core(_ token: Substring) -> Substring {
        let isMark = { (character: Character) in !character.isLetter && !character.isNumber }
        var core = token.drop(while: isMark)
        while let last = core.last, isMark(last) { core.removeLast() }
        return core.isEmpty ? token : core
    }

    static func bare(_ token: Substring) -> String {
        var bare = core(token).lowercased()
        for start in ["mailto:", "https://", "http://", "www."] where bare.hasPrefix(start) {
            bare.removeFirst(start.count)
        }
        return bare
    }

    private func spelledAddresses(in text: String) -> [Range<String.Index>] {
        let words = words(text)
        var found: [Range<String.Index>] = []
        var next = 0
        for index in words.indices.dropFirst() where index >= next && Self.isSpelled(index, of: words, in: text) {
            var (first, last) = (index - 1, index + 1)
            guard last < words.count else { break }
            var (before, after) = (words[first].folded, words[last].folded)
            while let (mark, earlier) = Self.joined(first, -1, words, text), earlier >= next {
                before = words[earlier].folded + mark + before
                first = earlier
            }
            while let (mark, later) = Self.joined(last, 1, words, text) {
                after += mark + words[later].folded
                last = later
            }
            next = last + 1
            let mark = Self.marks[words[index].folded] ?? "@"
            guard !addresses.contains(before + mark + after) else { continue }
            found.append(words[first].range.lowerBound..<words[last].range.upperBound)
        }
        return found
    }

    private static let marks = ["punto": ".", "dot": ".", "guion": "-"]

    /// An «arroba», «(at)», or the «punto» before «com».
    private static func isSpelled(_ index: Int, of words: [Word], in text: String) -> Bool {
        let word = words[index]
        switch word.folded {
        case "arroba": return true
        case "at": return text[..<word.range.lowerBound].last.map { "([{".contains($0) } ?? false
        case "punto", "dot": return index + 1 < words.count && topDomains.contains(words[index + 1].folded)
        default: return false
        }
    }

    /// What joins a word of an address to the one before or after it, and where that is.
    private static func joined(_ index: Int, _ step: Int, _ words: [Word], _ text: String) -> (String, Int)? {
        let neighbour = index + step
        guard words.indices.contains(neighbour) else { return nil }
        let (left, right) = step > 0 ? (words[index], words[neighbour]) : (words[neighbour], words[index])
        let gap = text[left.range.upperBound..<right.range.lowerBound]
        if gap.allSatisfy({ "._-+".contains($0) }) { return (String(gap), neighbour) }
        guard let mark = marks[words[neighbour].folded], words.indices.contains(neighbour + step) else { return nil }
        return (mark, neighbour + step)
    }
}
