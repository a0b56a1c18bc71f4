import TextAnalysis

/// Decides by rules which sources support a sentence.
///
/// A cited source counts where, alone or with the others that are cited, it has at least 55 % of the sentence's terms,
/// every number and every name, and doesn't deny what the sentence affirms, or the other way round. A sentence that cites
/// nothing, or nothing that counts, is given the source that has 75 % of its terms, under the same conditions. Where the
/// source is in another language than the sentence, terms can't be compared: numbers, and half of the names, decide.
///
/// Words aren't meaning: who did what to whom isn't seen, and a paraphrase in other words counts as unsupported.
struct SupportJudge: Sendable {
    private static let (citedShare, ownShare, partShare) = (0.55, 0.75, 0.2)
    /// Of which fewer can be everybody's.
    private static let leastTerms = 3
    /// Of a sentence's terms in one of the source's, from which both speak of the same.
    private static let sameMatter = 0.6

    private struct Read: Sendable {
        let source: CitableSource
        let analyzer: Analyzer
        let words: StatedWords
        let sentences: [StatedWords]
    }

    private let sources: [Int: Read]

    init(sources: [CitableSource]) {
        var read: [Int: Read] = [:]
        for source in sources {
            let analyzer = Analyzer.guess(source.text)
            read[source.number] = Read(
                source: source,
                analyzer: analyzer,
                words: StatedWords(source.everything, analyzer: analyzer),
                sentences: SentenceSplitter.split(source.plainText).map { StatedWords($0, analyzer: analyzer) }
            )
        }
        self.sources = read
    }

    func isKnown(_ number: Int) -> Bool { sources[number] != nil }

    /// Numbers of the sources that support the sentence, ascending.
    ///
    /// - Parameter cited: what the sentence cites; what isn't known is passed over.
    func support(of sentence: String, citing cited: [Int]) -> [Int] {
        let cited = Set(cited).sorted().compactMap { sources[$0] }
        let counted = supported(sentence, by: cited)
        if !counted.isEmpty { return counted }
        let best = sources.values
            .compactMap { read in share(of: sentence, in: read).map { (read.source.number, $0) } }
            .filter { $0.1 >= Self.ownShare }
            .max { ($0.1, -$0.0) < ($1.1, -$1.0) }
        return best.map { [$0.0] } ?? []
    }

    /// Whether a sentence states anything that a source could support.
    static func states(_ sentence: String) -> Bool {
        let words = StatedWords(sentence, analyzer: Analyzer.guess(sentence))
        return !words.terms.isEmpty || words.numbers.hasFigures
    }

    private func supported(_ sentence: String, by cited: [Read]) -> [Int] {
        guard let first = cited.first else { return [] }
        let language = Analyzer.guess(sentence)
        let own = StatedWords(sentence, analyzer: language)
        let numbers = StatedNumbers(cited.map(\.words.numbers))
        let words = cited.reduce(into: Set<String>()) { $0.formUnion($1.words.words) }
        guard own.numbers.isStated(by: numbers) else { return [] }
        let unknown = own.names.subtracting(words)
        if cited.contains(where: { $0.analyzer != language }) {
            return unknown.count * 2 <= own.names.count ? cited.map(\.source.number) : []
        }
        guard unknown.isEmpty, !own.terms.isEmpty else { return [] }
        let terms = cited.reduce(into: Set<String>()) { $0.formUnion($1.words.terms) }
        guard Self.share(own.terms, in: terms) >= Self.citedShare, !contradicts(own, cited) else { return [] }
        let counted = cited.filter { Self.share(own.terms, in: $0.words.terms) >= Self.partShare }
        return (counted.isEmpty ? [first] : counted).map(\.source.number)
    }

    /// Of the terms, for a sentence that doesn't cite the source; nil where it can't stand on it.
    private func share(of sentence: String, in read: Read) -> Double? {
        let own = StatedWords(sentence, analyzer: read.analyzer)
        guard own.terms.count >= Self.leastTerms, own.numbers.isStated(by: read.words.numbers),
            own.names.isSubset(of: read.words.words), !contradicts(own, [read])
        else { return nil }
        return Self.share(own.terms, in: read.words.terms)
    }

    /// Whether what speaks most of the same matter denies what the sentence affirms, or the other way round.
    private func contradicts(_ own: StatedWords, _ cited: [Read]) -> Bool {
        let alike = cited.flatMap(\.sentences).map { (Self.share(own.terms, in: $0.terms), $0.denies) }
            .filter { $0.0 >= Self.sameMatter }
        guard let most = alike.map(\.0).max() else { return false }
        return !alike.contains { $0.0 == most && $0.1 == own.denies }
    }

    private static func share(_ terms: Set<String>, in others: Set<String>) -> Double {
        terms.isEmpty ? 0 : Double(terms.intersection(others).count) / Double(terms.count)
    }
}
