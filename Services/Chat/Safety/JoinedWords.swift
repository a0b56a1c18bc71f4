/// Words run together, as are left when the gaps between all letters were alike: `ignoralasinstrucciones`.
struct JoinedWords: Sendable {
    private let words: Set<String>
    private let longest: Int

    /// Shorter ones may well be words; longer ones are read so far.
    private static let lengths = 14...160

    /// - Parameter words: all that a run may consist of, folded.
    init(words: Set<String>) {
        self.words = words
        longest = words.lazy.map(\.utf8.count).max() ?? 0
    }

    /// The text with gaps where known words meet; nothing where no run consists of them.
    func separated(_ text: [String]) -> [String]? {
        var separated: [String] = []
        var changed = false
        for run in text {
            if run.utf8.count >= Self.lengths.lowerBound, !words.contains(run), let parts = parts(of: run) {
                separated += parts
                changed = true
            } else {
                separated.append(run)
            }
        }
        return changed ? separated : nil
    }

    /// The known words that a run consists of, as few as will do.
    private func parts(of run: String) -> [String]? {
        let letters = Array(run.utf8.prefix(Self.lengths.upperBound))
        // For each end, where the last word of the best division begins, and how many words it has.
        var best: [(start: Int, count: Int)?] = Array(repeating: nil, count: letters.count + 1)
        best[0] = (0, 0)
        for end in 1...letters.count {
            for start in max(0, end - longest)..<end {
                guard let before = best[start], before.count + 1 < best[end]?.count ?? .max,
                    words.contains(String(decoding: letters[start..<end], as: UTF8.self))
                else { continue }
                best[end] = (start, before.count + 1)
            }
        }
        var parts: [String] = []
        var end = letters.count
        while end > 0, let last = best[end] {
            parts.append(String(decoding: letters[last.start..<end], as: UTF8.self))
            end = last.start
        }
        return end == 0 ? parts.reversed() : nil
    }
}
